declare module 'ace-builds/src-noconflict/*';
declare module '*.css';
