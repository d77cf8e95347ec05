/** Where `/` leads a browser: the console. */
export const FIRST_PAGE = '/console/';

export const MAP_PAGE = '/dashboard/';
