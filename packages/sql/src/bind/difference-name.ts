/** What the name of `(a - b) MINUTE` begins with, as a call; its qualifier follows. */
export const differenceName = 'MINUS ';
