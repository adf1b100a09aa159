namespace AksEgress.Simulator.Providers.Kubernetes;

/// <summary>kubectl refuses something; the text is what it says.</summary>
#pragma warning disable CA1064 // It never leaves kubectl.
internal sealed class KubectlException(string message) : Exception(message);
#pragma warning restore CA1064
