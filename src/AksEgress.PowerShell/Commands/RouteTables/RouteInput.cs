using AksEgress.Core.Arm;
using AksEgress.Core.Errors;
using AksEgress.Core.Resources;
using AksEgress.Core.RouteTables;
using AksEgress.PowerShell.Binding;
using AksEgress.PowerShell.Engine;
using AksEgress.PowerShell.Streams;

namespace AksEgress.PowerShell.Commands;

/// <summary>Interprets the pipeline input and the parameters of the cmdlets that change a route.</summary>
internal static class RouteInput
{
    private const string RouteTableName = nameof(RouteTableName);

    /// <summary>The parameters that identify a route.</summary>
    public static SubjectNames RouteNames(string? name, string? table, string? group, string? resourceId = null) =>
        new(ResourceTypes.Routes, name, group)
        {
            ResourceId = resourceId,
            Parent = table,
            ParentParameter = RouteTableName,
            NamedBy = [PipedKind.Route],
        };

    /// <summary>The parameters that identify a route's table.</summary>
    public static SubjectNames TableNames(string? table, string? group) =>
        new(ResourceTypes.RouteTables, table, group) { NameParameter = RouteTableName, NamedBy = [PipedKind.Route] };

    /// <summary>Returns the id of an existing route: the piped route, or a route of a piped or referenced route table.</summary>
    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="names">From <see cref="RouteNames"/>.</param>
    /// <param name="table">The route table as a reference, or null.</param>
    /// <exception cref="EgressException">ParameterRequired, and as for <see cref="Subject.Resolve"/>.</exception>
    public static ArmResourceId Resolve(PipelineCmdletBase cmdlet, SubjectNames names, ArmReference<RouteTable>? table)
    {
        var piped = cmdlet.Piped;
        var isInTable = table is not null
            || piped?.Id?.ResourceType == ResourceTypes.RouteTables
            || (piped?.Kind == PipedKind.Text && !cmdlet.IsChildName);
        return isInTable
            ? cmdlet.ResolveParent(TableNames(names.Parent, names.ResourceGroupName), table).Child(
                "routes",
                names.Name ?? throw EgressErrors.ParameterRequired("Name", "the pipeline provides only the route table."),
                "Name")
            : cmdlet.ResolveSubject();
    }

    /// <summary>Runs a plan.</summary>
    public static Task RunAsync(
        EgressCmdletBase cmdlet,
        RoutePlan plan,
        (bool Force, bool NoWait, bool AsJob) mode,
        Action<RouteTable, ICommandStreams> write,
        CancellationToken cancellationToken) =>
        new PlanRunner(cmdlet)
        {
            Force = mode.Force,
            NoWait = mode.NoWait,
            AsJob = mode.AsJob,
            Caption = ResourceNouns.Describe(ResourceTypes.Routes)
        }.RunAsync(plan, write, cancellationToken);
}
