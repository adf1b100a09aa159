using AksEgress.Core.Arm;
using Azure.Core;
using Azure.Core.Pipeline;

namespace AksEgress.Arm.Transport;

/// <summary>
/// The final check of a request's address. Azure.Core's poller follows any address in a response; this
/// policy runs before authentication, so that no header, body or stored token can send the bearer token to another host.
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
