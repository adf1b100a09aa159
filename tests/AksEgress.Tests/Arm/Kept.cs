using AksEgress.Arm;
using AksEgress.Core.Arm;

namespace AksEgress.Tests.Arm;

/// <summary>A gateway disposes of the simulator that it gets. This one is shared by several gateways and outlives them.</summary>
internal sealed class Kept(HttpMessageHandler inner) : HttpMessageHandler
{
    private readonly HttpMessageInvoker _inner = new(inner, disposeHandler: false);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        _inner.SendAsync(request, cancellationToken);
}
