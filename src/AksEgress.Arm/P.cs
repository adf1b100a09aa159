namespace AksEgress.Arm; internal static class Placeholder { }
