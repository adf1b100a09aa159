namespace AksEgress.PowerShell; internal static class Placeholder { }
