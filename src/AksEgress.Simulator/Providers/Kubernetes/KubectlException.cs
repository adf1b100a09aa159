namespace AksEgress.Simulator.Providers.Kubernetes;

/// <summary>An error of kubectl, with its text.</summary>
#pragma warning disable CA1064 // It never leaves kubectl.
internal sealed class KubectlException(string message) : Exception(message);
#pragma warning restore CA1064
