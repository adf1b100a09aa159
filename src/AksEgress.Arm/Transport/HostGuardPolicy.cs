using AksEgress.Core.Arm;
using Azure.Core;
using Azure.Core.Pipeline;

namespace AksEgress.Arm.Transport;

/// <summary>
/// The last word on where a request goes. Azure.Core's poller follows whatever address a response names; this
/// policy sits before authentication, so that no header, body or stored token can send our bearer token elsewhere.
/// </summary>
internal sealed class HostGuardPolicy : HttpPipelinePolicy
{
    private readonly TrustedHosts _hosts;

    public HostGuardPolicy(TrustedHosts hosts) => _hosts = hosts;

    public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        Check(message);
        return ProcessNextAsync(message, pipeline);
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        Check(message);
        ProcessNext(message, pipeline);
    }

    private void Check(HttpMessage message)
    {
        var address = message.Request.Uri.ToUri();
        if (!_hosts.Contains(address))
        {
            throw new ArmAccessException(
                ArmAccessFailure.Connection,
                $"the response points to the untrusted host '{ArmNames.Shown(address.IsAbsoluteUri ? address.Host : null)}'; nothing was "
                    + "sent there.");
        }
    }
}
