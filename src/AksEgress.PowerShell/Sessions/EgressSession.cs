using AksEgress.Core.Arm;

namespace AksEgress.PowerShell.Sessions;

/// <summary>What a runspace has after Connect-AksEgress.</summary>
internal sealed class EgressSession(IArmGateway gateway) : IDisposable
{
    /// <summary>The way to ARM.</summary>
    public IArmGateway Gateway { get; } = gateway;

    /// <summary>What completers found a moment ago.</summary>
    public Completion.CompletionCache Completions { get; } = new();

    public void Dispose() => Gateway.Dispose();
}
