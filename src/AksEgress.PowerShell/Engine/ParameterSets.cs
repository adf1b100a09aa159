namespace AksEgress.PowerShell.Engine;

/// <summary>The three ways to mean a resource, the same in all cmdlets.</summary>
internal static class ParameterSets
{
    /// <summary>By names.</summary>
    public const string Name = "ByName";

    /// <summary>By resource id.</summary>
    public const string ResourceId = "ByResourceId";

    /// <summary>By an object that another cmdlet returned.</summary>
    public const string InputObject = "ByInputObject";

    /// <summary>By the virtual network that another cmdlet returned.</summary>
    public const string VirtualNetwork = "ByVirtualNetwork";

    /// <summary>By the route table that another cmdlet returned.</summary>
    public const string RouteTable = "ByRouteTable";
}
