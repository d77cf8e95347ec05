package dev.paddock.conformance;
public final class Main { public static void main(String[] a) {} }
