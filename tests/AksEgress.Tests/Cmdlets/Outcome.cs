using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;
using AksEgress.Arm;
using AksEgress.Core.Arm;
using AksEgress.Hosting;
using AksEgress.Simulator;
using AksEgress.Tests.OutboundTypes;

namespace AksEgress.Tests.Cmdlets;

/// <summary>The output of one command.</summary>
internal sealed record Outcome(
    IReadOnlyList<PSObject> Output,
    IReadOnlyList<ErrorRecord> Errors,
    IReadOnlyList<string> Warnings,
    IReadOnlyList<string> Verbose,
    ErrorRecord? Terminating,
    RuntimeException? Thrown = null)
{
    /// <summary>The requests that write, as -Verbose reports them.</summary>
    public IEnumerable<string> Writes =>
        Verbose.Where(line => line.StartsWith("PUT ", StringComparison.Ordinal) || line.StartsWith("DELETE ", StringComparison.Ordinal)
            || line.StartsWith("PATCH ", StringComparison.Ordinal) || line.StartsWith("POST ", StringComparison.Ordinal));

    /// <summary>The only error, terminating or not.</summary>
    public ErrorRecord Error => Terminating ?? Assert.Single(Errors);

    /// <summary>The only result.</summary>
    public PSObject Single => Assert.Single(Output);

    /// <summary>Fails if there was an error.</summary>
    public Outcome Ok()
    {
        Assert.True(Terminating is null && Errors.Count == 0, (Terminating ?? Errors.FirstOrDefault())?.ToString());
        return this;
    }
}
