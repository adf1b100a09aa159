using System.Collections.Concurrent;
using AksEgress.Core.Arm;
using AksEgress.Core.Operations;

namespace AksEgress.PowerShell.Sessions;

/// <summary>What a runspace has after Connect-AksEgress.</summary>
internal sealed class EgressSession(IArmGateway gateway) : IDisposable
{
    /// <summary>The way to ARM.</summary>
    public IArmGateway Gateway { get; } = gateway;

    /// <summary>What completers found a moment ago.</summary>
    public Completion.CompletionCache Completions { get; } = new();

    /// <summary>The changes that this runspace has begun, the oldest first.</summary>
    public ConcurrentQueue<EgressOperation> Operations { get; } = [];

    public void Dispose() => Gateway.Dispose();
}
