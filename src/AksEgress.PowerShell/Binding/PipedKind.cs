namespace AksEgress.PowerShell.Binding;

/// <summary>The kind of an object from the pipeline.</summary>
internal enum PipedKind
{
    /// <summary>A string: a name or a resource id.</summary>
    Text,

    /// <summary>An object with the id of a resource.</summary>
    Resource,

    /// <summary>An object with names and values, such as a line of a CSV file.</summary>
    Row,

    /// <summary>An egress IP address of a cluster.</summary>
    EgressAddress,

    /// <summary>An authorized IP range of a cluster.</summary>
    AuthorizedRange,

    /// <summary>A rule of an Azure Firewall.</summary>
    FirewallRule,

    /// <summary>A route, of a route table or standalone.</summary>
    Route,

    /// <summary>A rule of a network security group.</summary>
    SecurityRule,

    /// <summary>A preview feature.</summary>
    Feature,

    /// <summary>A role assignment.</summary>
    RoleAssignment,

    /// <summary>An object of another product without a resource id.</summary>
    Foreign,
}
