namespace AksEgress.Core; internal static class Placeholder { }
