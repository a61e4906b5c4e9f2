/**
 * Passwords of 12 and more characters that lists of leaked ones have in their upper ranks. Of the 10,000 commonest
 * nearly all are shorter and fall to the minimum length; what is long is a run, a repetition or a word with digits, which
 * the rules of `account-rules` and `COMMON_STEMS` catch in general. So this is a list by hand of the rest.
 */
export const COMMON_LONG_PASSWORDS: ReadonlySet<string> = new Set(
  (
    '1qazxsw23edc 1qaz2wsx3edc4rfv 1q2w3e4r5t6y 123qweasdzxc qweasdzxc123 qwe123qwe123 qweqweqweqwe zaq12wsxcde3 ' +
    "zaq1xsw2cde3 q1w2e3r4t5y6 q1w2e3r4t5y6u7 a1b2c3d4e5f6 a1s2d3f4g5h6 asdfghjkl123 asdfghjkl;' zxcvbnm12345 " +
    'zxcvbnm123456 qwertyuiop[] qwerty123456 qwerty1234567 qwerty12345678 qwerty123456789 qwertyqwerty 123456qwerty ' +
    '1234567890qw 12345qwertasdfg 12345678910a 123456789abc 1234567890a 123456789qwe 987654321qwe abc123456789 ' +
    'abcd12345678 abcdef123456 abcde1234567 a123456789012 aa1234567890 as1234567890 asd123456789 asdf12345678 ' +
    'asdfgh123456 asdasdasdasd asdfasdfasdf qazwsxedcrfv qazwsxedc123 qazwsx123456 147258369147 147852369147 ' +
    '159753159753 159357258456 741852963741 789456123000 789456123789 101010101010 121212121212 112233445566 ' +
    '11223344556677 123321123321 111222333444 111222333444555 000111222333 123456654321 1234567654321 010203040506 ' +
    '314159265358 3141592653589 31415926535897 1123581321345 246810121416 135791113151 ' +
    'passwordpassword password1password passw0rdpassw0rd mypassword123 mypassword1234 thisismypassword mypasswordis ' +
    'newpassword1 newpassword123 changemeplease pleasechangeme changeme1234 changeme12345 letmeinletmein letmein12345 ' +
    'letmeinplease welcomewelcome welcome123456 welcome12345 administrator administrator1 administrator123 adminadmin12 ' +
    'adminadminadmin admin1234567 admin12345678 admin123456789 rootrootroot root12345678 superadmin123 supervisor12 ' +
    'testtesttest testtest1234 test12345678 testing12345 guestguestguest user12345678 default12345 temporary123 ' +
    'trustno1trustno1 correcthorsebatterystaple correct horse battery staple correcthorse ' +
    'iloveyouforever iloveyousomuch iloveyoubaby iloveyou1234 iloveyou2020 iloveyoumore iloveyoutoo1 iloveyou4ever ' +
    'iloveyou12345 iloveyou123456 ilovemyself1 ilovemyfamily ilovemymother ilovemybaby1 ilovejesus123 ilovechocolate ' +
    'ihateyou1234 ihatepasswords loveyouforever lovelovelove lovemeforever loveforever1 foreverlove1 foreverandever ' +
    'foreveryoung foreveralone iloveyoubabe iloveyoudaddy iloveyoumommy teamomucho12 teamodios123 tequieromucho ' +
    'teamoparasiempre jetaimejetaime ichliebedich ichliebedich1 tiamotantissimo motdepasse12 motdepasse123 ' +
    'motdepasse1234 contrasena12 contrasena123 contraseña12 contraseña123 passwort1234 passwort12345 geheim123456 ' +
    'wachtwoord12 wachtwoord123 hasło1234567 haslo1234567 senha1234567 senha12345678 parola123456 salasana1234 ' +
    'losenord1234 lösenord1234 adgangskode1 hemmelig1234 пароль123456 parol1234567 йцукенгшщзхъ qwertyйцукен ' +
    'jesuschrist1 jesuschrist jesusislord1 jesusismylord jesuslovesme jesusloveme1 jesussaves123 godisgreat12 godisgood123 ' +
    'godblessyou1 godbless1234 inshallah123 bismillah123 bismillah786 alhamdulillah allahuakbar1 allahisgreat ' +
    'manchesterunited manchester12 manchester123 manchester1234 manunited123 manutd123456 liverpoolfc1 liverpool123 ' +
    'liverpool1234 chelseafc123 chelsea12345 arsenal12345 arsenalfc123 barcelona123 barcelona1234 fcbarcelona1 fcbarcelona ' +
    'realmadrid12 realmadrid123 realmadrid1234 juventus1234 galatasaray1 galatasaray1905 fenerbahce12 fenerbahce1907 ' +
    'besiktas1903 borussia1909 schalke041904 bayernmunich bayernmunchen cristiano123 cristianoronaldo ronaldo12345 messi1234567 ' +
    'dallascowboys greenbaypackers newyorkgiants newyorkyankees redsoxnation pittsburghsteelers steelers1234 cowboys12345 ' +
    'michaeljordan michaeljackson justinbieber justinbieber1 onedirection onedirection1 harrypotter1 harrypotter123 ' +
    'harrypotter7 starwars1234 starwars1977 lordoftherings spongebob123 spongebobsquarepants pokemon12345 pokemon123456 ' +
    'minecraft123 minecraft1234 fortnite1234 callofduty12 callofduty123 worldofwarcraft counterstrike counterstrike1 ' +
    'leagueoflegends dragonballz1 dragonball123 naruto123456 narutouzumaki hellokitty12 hellokitty123 mickeymouse1 ' +
    'mickeymouse123 winniethepooh spiderman123 superman1234 superman12345 batman123456 ironman12345 transformers ' +
    'transformers1 metallica123 ironmaiden666 linkinpark123 slipknot1234 nirvana12345 mychemicalromance greenday1234 ' +
    'basketball12 basketball123 basketball1 basketball23 football1234 football12345 baseball1234 baseball12345 softball1234 ' +
    'volleyball12 volleyball123 skateboarding snowboarding snowboarding1 cheerleader1 cheerleader12 cheerleading ' +
    'swimming1234 gymnastics12 gymnastics123 motorcycle12 harleydavidson harleydavidson1 lamborghini1 lamborghini12 ' +
    'lamborghini ferrari12345 mercedesbenz mustang12345 mustang196567 chevrolet123 volkswagen12 volkswagen123 ' +
    'princess1234 princess12345 princess123456 sunshine1234 sunshine12345 butterfly123 butterfly1234 butterflies1 ' +
    'strawberry12 strawberry123 strawberries chocolate123 chocolate1234 cheesecake12 watermelon12 watermelon123 ' +
    'peanutbutter peanutbutter1 icecream1234 cookiemonster cookiemonster1 marshmallow1 jellybean123 sweetheart12 ' +
    'sweetheart123 beautifulgirl beautiful123 beautiful1234 babygirl1234 babygirl12345 prettygirl12 prettyprincess ' +
    'bubblegum123 bubbles12345 angelangel12 blackangel12 darkangel666 guardianangel littleangel1 bestfriends4ever ' +
    'bestfriend12 bestfriends1 bestfriends12 bestfriends123 family123456 myfamily1234 grandmother1 motherfucker ' +
    'motherfucker1 fuckyoufuckyou fuckyou12345 fuckyou123456 fuckeverything asshole12345 pussylicker1 blackpeople1 ' +
    'whatthefuck1 whatthehell1 whateverwhatever whatever1234 nothing12345 idontknow123 idontcare123 dontforget12 ' +
    'iforgotit123 forgetmenot1 rememberme12 rememberthis helloworld12 helloworld123 hello1234567 hellohello12 ' +
    'hellothere12 goodmorning1 goodbye12345 computer1234 computer12345 internet1234 internet12345 microsoft123 ' +
    'windows12345 windowsxp123 playstation1 playstation2 playstation3 playstation4 nintendo1234 facebook1234 ' +
    'facebook12345 myfacebook12 google123456 samsung12345 samsung123456 iphone123456 blackberry12 blackberry123 ' +
    'linkedin1234 instagram123 whatsapp1234 youtube12345 thunderbirds thunderbird1 thunderstorm pineapple123 ' +
    'pineapple1234 elephant1234 dolphin12345 monkey123456 monkeymonkey dragon123456 dragondragon tigertiger12 ' +
    'shadow123456 master123456 mastermaster killer123456 killerkiller hunter123456 ranger123456 soccer123456 ' +
    'hockey123456 summer123456 summertime12 winter123456 flower123456 flowerflower purple123456 orange123456 ' +
    'yellow123456 silver123456 golden123456 charlie12345 charlie123456 michael12345 michael123456 jordan123456 ' +
    'jennifer1234 jessica12345 ashley123456 daniel123456 andrew123456 joshua123456 matthew12345 anthony12345 ' +
    'william12345 elizabeth123 alexander123 alexander1234 alexandra123 christopher1 christopher christian123 ' +
    'sebastian123 stephanie123 samantha1234 victoria1234 veronica1234 valentina123 patricia1234 francisco123 ' +
    'fernando1234 alejandro123 alejandra123 guadalupe123 california12 california123 newyorkcity1 losangeles12 ' +
    'philadelphia philadelphia1 massachusetts washington12 washington123 australia123 philippines1 philippines ' +
    'switzerland1 deutschland1 deutschland12 frankfurt123 argentina123 venezuela123 indonesia123 pakistan1234 ' +
    'pakistan12345 pakistan1947 india1234567 bangladesh12 bangladesh123 unbelievable intelligence international ' +
    'relationship professional photography1 photographer1 architecture constantinople supercalifragilisticexpialidocious ' +
    'hopelessromantic livelovelaugh livelaughlove livelaughlove1 liveyourlife carpediem123 hakunamatata hakunamatata1 ' +
    'abracadabra1 opensesame12 opensesame123 secretsecret secret123456 topsecret123 mysecret1234 nopassword12 ' +
    'password!@#$ qwerty!@#$%^ 1234!@#$qwer 1qaz!qaz2wsx 1qaz@wsx3edc !qaz2wsx3edc !qaz@wsx#edc zaq!xsw@cde# p@ssw0rdp@ssw0rd'
  ).split(' '),
);

/** Words that stay common whatever digits and signs stand around them. */
export const COMMON_STEMS: ReadonlySet<string> = new Set(
  (
    'password passwort passwords mypassword thepassword passw passwd motdepasse contrasena contraseña wachtwoord ' +
    'senha parola salasana haslo hasło пароль iloveyou ilovey qwerty qwertz azerty qwertyuiop qwertzuiop azertyuiop ' +
    'asdfghjkl zxcvbnm asdf asdfgh qwer abc abcd abcdef welcome letmein changeme admin administrator root user test ' +
    'tester testing guest login master secret hello princess sunshine monkey dragon football baseball superman batman ' +
    'shadow michael jordan summer winter spring autumn january february march april june july august september october ' +
    'november december money budget expenses wallet savings'
  ).split(' '),
);
