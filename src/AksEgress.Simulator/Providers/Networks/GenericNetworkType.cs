using System.Text.Json.Nodes;
using AksEgress.Simulator.Providers.NetworkResources;

namespace AksEgress.Simulator.Providers.Networks;

/// <summary>Any other type of Microsoft.Network: stored as sent, with state and etag.</summary>
/// <param name="type">The type, in the casing of its first request.</param>
internal sealed class GenericNetworkType(string type) : NetworkType
{
    /// <inheritdoc/>
    public override string Type => type;

    /// <inheritdoc/>
    public override bool NeedsLocation => !Type.AsSpan(Type.IndexOf('/') + 1).Contains('/');

    /// <inheritdoc/>
    protected override bool HasGuid => false;

    /// <inheritdoc/>
    protected override void Fill(NetworkChange change, JsonObject document, JsonObject properties)
    {
    }
}
