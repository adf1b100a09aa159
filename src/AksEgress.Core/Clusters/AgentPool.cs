using System.Text.Json.Nodes;
using AksEgress.Core.Documents;

namespace AksEgress.Core.Clusters;

/// <summary>A node pool in the document of a cluster.</summary>
public sealed class AgentPool
{
    private readonly JsonObject _document;

    /// <summary>Creates a view of a pool's document.</summary>
    public AgentPool(JsonObject document)
    {
        ArgumentNullException.ThrowIfNull(document);
        _document = document;
    }

    /// <summary>The pool's name.</summary>
    public string Name => _document.Text("name") ?? string.Empty;

    /// <summary>VirtualMachineScaleSets, VirtualMachines or AvailabilitySet.</summary>
    public string Type => _document.Text("type") ?? string.Empty;

    /// <summary>System, User or Gateway.</summary>
    public string? Mode => _document.Text("mode");

    /// <summary>Linux or Windows.</summary>
    public string OsType => _document.Text("osType") ?? "Linux";

    /// <summary>The number of nodes now, 0 to 1000.</summary>
    public int Count => _document.Number("count") ?? 0;

    /// <summary>The maximum number of nodes of the autoscaler, 1 to 1000; null without autoscaler.</summary>
    public int? MaxCount => _document.Flag("enableAutoScaling") == true ? _document.Number("maxCount") : null;

    /// <summary>Extra nodes during an upgrade: a number or a percentage; null means AKS's default of 10%.</summary>
    public string? MaxSurge =>
        _document.Text("upgradeSettings", "maxSurge")
            ?? _document.Number("upgradeSettings", "maxSurge")?.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The virtual machine size.</summary>
    public string? VmSize => _document.Text("vmSize");

    /// <summary>The ID of the nodes' subnet; null in a virtual network managed by AKS.</summary>
    public string? SubnetId => _document.Text("vnetSubnetID") is { Length: > 0 } id ? id : null;

    /// <summary>The id of the pods' subnet, or null.</summary>
    public string? PodSubnetId => _document.Text("podSubnetID") is { Length: > 0 } id ? id : null;

    /// <summary>True when outbound NAT is disabled on Windows nodes.</summary>
    public bool WindowsOutboundNatDisabled => _document.Flag("windowsProfile", "disableOutboundNat") ?? false;

    /// <summary>True when each node has a public IP address.</summary>
    public bool EnableNodePublicIp => _document.Flag("enableNodePublicIP") ?? false;

    /// <summary>ARM's provisioning state of the pool.</summary>
    public string? ProvisioningState => _document.Text("provisioningState");

    /// <summary>True while an operation is running on the pool.</summary>
    internal bool IsBusy => ProvisioningState is not ("Succeeded" or "Failed" or "Canceled" or null);

    /// <summary>The pool's name.</summary>
    public override string ToString() => Name;
}
