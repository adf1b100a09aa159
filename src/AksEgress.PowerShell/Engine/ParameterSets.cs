namespace AksEgress.PowerShell.Engine;

/// <summary>The names of parameter sets.</summary>
internal static class ParameterSets
{
    /// <summary>By name.</summary>
    public const string Name = "ByName";

    /// <summary>By resource id.</summary>
    public const string ResourceId = "ByResourceId";

    /// <summary>By an object that another cmdlet returned.</summary>
    public const string InputObject = "ByInputObject";

    /// <summary>By the virtual network that another cmdlet returned.</summary>
    public const string VirtualNetwork = "ByVirtualNetwork";

    /// <summary>By the route table that another cmdlet returned.</summary>
    public const string RouteTable = "ByRouteTable";

    /// <summary>A firewall's network rule.</summary>
    public const string Network = "Network";

    /// <summary>A firewall's application rule.</summary>
    public const string Application = "Application";

    /// <summary>A firewall's DNAT rule.</summary>
    public const string Dnat = "Dnat";

    /// <summary>The firewall rules that a cluster needs.</summary>
    public const string AksRequired = "AksRequired";

    /// <summary>For a cluster.</summary>
    public const string Cluster = "ByCluster";
}
