/** Where `/` leads a browser: the live map. */
export const FIRST_PAGE = '/dashboard/';
