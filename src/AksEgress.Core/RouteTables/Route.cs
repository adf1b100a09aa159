using System.Text.Json.Nodes;
using AksEgress.Core.Documents;

namespace AksEgress.Core.RouteTables;

/// <summary>A route of a route table, or a route that New-AksEgressRoute created in memory.</summary>
public sealed class Route
{
    /// <summary>Creates a view of a route's document.</summary>
    public Route(JsonObject document, string? routeTableName = null, string? resourceGroupName = null)
    {
        ArgumentNullException.ThrowIfNull(document);
        Document = document;
        RouteTableName = routeTableName;
        ResourceGroupName = resourceGroupName;
    }

    /// <summary>The route's name, unique in its table.</summary>
    public string Name => Document.Text("name") ?? string.Empty;

    /// <summary>The destination: a CIDR such as 0.0.0.0/0, or a service tag.</summary>
    public string AddressPrefix => Document.Text("properties", "addressPrefix") ?? string.Empty;

    /// <summary>VirtualAppliance, VirtualNetworkGateway, VnetLocal, Internet or None.</summary>
    public string NextHopType => Document.Text("properties", "nextHopType") ?? string.Empty;

    /// <summary>The appliance's address; null for any other next hop type.</summary>
    public string? NextHopIpAddress => Document.Text("properties", "nextHopIpAddress");

    /// <summary>The table's name; null for a route in memory.</summary>
    public string? RouteTableName { get; }

    /// <summary>The table's resource group; null for a route in memory.</summary>
    public string? ResourceGroupName { get; }

    /// <summary>ARM's provisioning state; null for a route in memory.</summary>
    public string? ProvisioningState => Document.Text("properties", "provisioningState");

    /// <summary>The route's ID, with the name that it has in all outputs; null for a route in memory.</summary>
    public string? ResourceId => Id;

    /// <summary>The route's id; null for a route in memory.</summary>
    public string? Id => Document.Text("id");

    /// <summary>True for 0.0.0.0/0 and ::/0.</summary>
    public bool IsDefault => AddressPrefix is "0.0.0.0/0" or "::/0";

    /// <summary>The etag of the version that was read; null for a route in memory.</summary>
    public string? ETag => Document.Text("etag");

    /// <summary>The document behind this view.</summary>
    internal JsonObject Document { get; }

    /// <summary>The whole document as indented JSON.</summary>
    public string ToJson() => new ArmDocument(Document).ToJson(indented: true);

    /// <summary>The route in one line.</summary>
    public override string ToString() =>
        $"{AddressPrefix} -> {NextHopType}{(NextHopIpAddress is null ? string.Empty : " " + NextHopIpAddress)}";
}
