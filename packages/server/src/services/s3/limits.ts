/** The most bytes of a body: it is gathered in memory before it is looked at. AWS takes 5 GiB. */
export const largestBody = 128 * 1024 * 1024;
/** Chunks of `aws-chunked`, their signatures and trailers come on top of what they carry. */
export const largestRequest = largestBody + 4 * 1024 * 1024;
