Add-Type -TypeDefinition 'public class A { public static int B() { return 1; } }'
