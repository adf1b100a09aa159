using System.Management.Automation;
using AksEgress.Core.EgressProbes;
using AksEgress.Core.RunCommands;
using AksEgress.Core.Texts;
using AksEgress.PowerShell.Engine;
using AksEgress.PowerShell.Streams;

namespace AksEgress.PowerShell.Commands;

/// <summary>
/// Asks a pod of a cluster which address the Internet sees and which endpoints answer, and compares the address with
/// those that Get-AksEgressIp knows. It starts a pod for that, which AKS takes away again, and changes nothing.
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "AksEgress", DefaultParameterSetName = ParameterSets.Name)]
[OutputType(typeof(EgressTest), typeof(bool))]
public sealed class TestAksEgressCommand : ClusterCmdletBase
{
    private ProbeRequest _request = null!;

    /// <summary>
    /// Endpoints to try besides those that AKS needs: host or host:port, port 443 where none is named. Port 443 is asked by HTTPS, 80 by
    /// HTTP, others by TCP.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? Endpoint { get; set; }

    /// <summary>Leaves out the endpoints that AKS needs.</summary>
    [Parameter]
    public SwitchParameter SkipEndpoint { get; set; }

    /// <summary>
    /// Services that answer with the caller's address, and with nothing else; https://api.ipify.org and https://ipv4.icanhazip.com when it
    /// is left out.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? EchoUri { get; set; }

    /// <summary>Addresses or CIDRs that should be seen, where Azure does not know them, as behind an appliance.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? ExpectedIpAddress { get; set; }

    /// <summary>Writes true, where the address matches and every endpoint that was tried answers, or false.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override Task BeginAsync(CancellationToken cancellationToken)
    {
        _request = ProbeRequest.Create(Endpoint, EchoUri, ExpectedIpAddress, SkipEndpoint);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var id = ResolveSubject();
        var commands = new ClusterCommands(Gateway, new OperationProgress(Streams, id.Name, null));
        var test = await new EgressProbe(Store, commands, Session.Gateway.Session.Environment).TestAsync(
            id, _request, cancellationToken).ConfigureAwait(false);
        if (test.Reason is not null)
        {
            Streams.Warning($"Cluster '{test.ClusterName}': {test.Reason}");
        }

        if (test.Unreachable.Count > 0)
        {
            Streams.Warning(
                $"Cluster '{test.ClusterName}' can't reach "
                    + $"{Sentences.List([.. test.Unreachable.Select(endpoint => endpoint.ToString())])}.");
        }

        Streams.Result(Quiet ? test.Passed : test);
    }
}
