/** Words of titles that tell the category before anything was learnt. */
export const categoryHintsEn: Readonly<Record<string, string>> = {
  groceries:
    'groceries supermarket market milk bread vegetables fruit aldi lidl tesco rewe edeka carrefour walmart',
  'eating-out':
    'lunch dinner restaurant pizza sushi burger breakfast brunch takeaway kebab ramen coffee espresso cappuccino latte tea bakery croissant cake snack',
  home: 'rent mortgage furniture ikea lamp repair',
  utilities: 'electricity water gas heating internet phone mobile broadband',
  transport: 'bus train metro tram taxi uber fuel petrol diesel parking bike ticket toll',
  health: 'pharmacy doctor dentist medicine gym glasses hospital',
  shopping: 'clothes shoes shirt jacket amazon electronics',
  fun: 'cinema movie concert bar beer club museum game theatre party',
  travel: 'hotel flight hostel airbnb airport luggage visa',
  subscriptions: 'netflix spotify subscription membership icloud youtube',
  education: 'book books course school tuition stationery',
  children: 'kids nursery nappies diapers toys daycare',
  pets: 'vet dog cat pet',
  gifts: 'gift present flowers birthday donation',
  'fees-taxes': 'fee fees tax taxes insurance bank fine',
  salary: 'salary wage wages pay payroll bonus',
  interest: 'interest dividend',
  sold: 'sold sale ebay',
};
