using System.Management.Automation;
using AksEgress.Core.EgressProbes;
using AksEgress.Core.RunCommands;
using AksEgress.Core.Texts;
using AksEgress.PowerShell.Engine;
using AksEgress.PowerShell.Streams;

namespace AksEgress.PowerShell.Commands;

/// <summary>Tests the egress of a cluster from a pod.</summary>
[Cmdlet(VerbsDiagnostic.Test, "AksEgress", DefaultParameterSetName = ParameterSets.Name)]
[OutputType(typeof(EgressTest), typeof(bool))]
public sealed class TestAksEgressCommand : ClusterCmdletBase
{
    private ProbeRequest _request = null!;

    /// <summary>
    /// Specifies additional endpoints to test, as host or host:port. The default port is 443. Port 443 is tested with HTTPS, port 80 with
    /// HTTP, and other ports with TCP.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? Endpoint { get; set; }

    /// <summary>Indicates that the endpoints that AKS requires aren't tested.</summary>
    [Parameter]
    public SwitchParameter SkipEndpoint { get; set; }

    /// <summary>
    /// Specifies web services that return the IP address of the caller and nothing else. The default is https://api.ipify.org and
    /// https://ipv4.icanhazip.com.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? EchoUri { get; set; }

    /// <summary>
    /// Specifies the expected IP addresses or CIDR ranges. Use it if Azure doesn't know the addresses, for example behind a network virtual
    /// appliance.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? ExpectedIpAddress { get; set; }

    /// <summary>
    /// Indicates that the cmdlet returns True if the address matches and every endpoint that has a host was tested and responds, and False
    /// otherwise.
    /// </summary>
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

        if (test.Untried.Count > 0 && test.Result != EgressVerdict.CouldNotRun)
        {
            Streams.Warning(
                $"Cluster '{test.ClusterName}': the pod couldn't test "
                    + $"{Sentences.List([.. test.Untried.Select(endpoint => endpoint.ToString())])}.");
        }

        Streams.Result(Quiet ? test.Passed : test);
    }
}
