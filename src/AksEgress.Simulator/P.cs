namespace AksEgress.Simulator; internal static class Placeholder { }
