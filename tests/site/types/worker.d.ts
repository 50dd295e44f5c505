/** The version of the site, which the build writes before the script. */
declare const VERSION: string;
