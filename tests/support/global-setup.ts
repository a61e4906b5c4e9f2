import { buildNextVersion } from './next-web-build.ts';

/** Update tests need a second version of the app; built here, the workers share it. (Playwright calls the default export.) */
export default buildNextVersion;
