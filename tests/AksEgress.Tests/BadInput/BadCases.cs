using System.Management.Automation;
using System.Reflection;
using AksEgress.Hosting;

namespace AksEgress.Tests.BadInput;

/// <summary>The test cases, by reflection over the built module: every parameter of every cmdlet, in the sets that need it.</summary>
internal static class BadCases
{
    private static readonly Lazy<IReadOnlyList<Type>> s_all = new(() =>
    [
        .. Assembly.LoadFrom(Path.Combine(Path.GetDirectoryName(Engine.Manifest)!, "bin", "AksEgress.PowerShell.dll")).GetExportedTypes()
            .Where(type => type.GetCustomAttribute<CmdletAttribute>() is not null && !type.IsAbstract),
    ]);

    /// <summary>The names of all cmdlets.</summary>
    public static IEnumerable<string> Commands => s_all.Value.Select(Name).Order(StringComparer.Ordinal);

    /// <summary>True for a cmdlet with a confirmation prompt before it writes.</summary>
    public static bool Asks(string command) => Of(command).GetCustomAttribute<CmdletAttribute>()!.SupportsShouldProcess;

    /// <summary>The parameter sets.</summary>
    public static IReadOnlyList<string> Sets(string command)
    {
        var sets = Parameters(command)
            .SelectMany(Attributes)
            .Select(attribute => attribute.ParameterSetName)
            .Where(set => set != ParameterAttribute.AllParameterSets)
            .Distinct()
            .ToList();
        return sets.Count == 0 ? [ParameterAttribute.AllParameterSets] : sets;
    }

    /// <summary>The parameters of a valid call.</summary>
    public static IEnumerable<PropertyInfo> Base(string command, string set)
    {
        var extra = BaseCalls.Extra(command, set).ToList();
        return Parameters(command)
            .Where(parameter =>
                extra.Contains(parameter.Name) || Attributes(parameter).Any(attribute => attribute.Mandatory && In(attribute, set))
                    || NeedsGroup(command, set, parameter) || NeedsBesideThePipeline(command, set, parameter));
    }

    // A default of the session could provide it, but this session has none.
    private static bool NeedsGroup(string command, string set, PropertyInfo parameter) =>
        parameter.Name == "ResourceGroupName"
            && command.Split('-')[0] is not ("Get" or "Connect" or "Grant" or "Revoke")
            && command != "Set-AksEgressContext"
            && set is not ("ByResourceId" or "ByInputObject" or "ByCluster" or "ByRouteTable" or ParameterAttribute.AllParameterSets)
            && !(command == "New-AksEgressSubnet" && set == "ByVirtualNetwork")
            && Attributes(parameter).Any(attribute => In(attribute, set));

    // Mandatory parameters that don't identify the piped resource: values of the change, and the name of a new resource.
    private static bool NeedsBesideThePipeline(string command, string set, PropertyInfo parameter) => set == "ByInputObject"
        && Attributes(parameter).Any(attribute => attribute is { Mandatory: true, ParameterSetName: "ByName" or "ByIdentity" })
        && (parameter.Name is not ("Name" or "ResourceGroupName" or "ClusterName" or "VirtualNetworkName" or "RouteTableName" or "Identity"
            or "PublicIp")
            || (parameter.Name == "Name"
                && (command.StartsWith("New-", StringComparison.Ordinal) || command is "Add-AksEgressNodePool" or "Add-AksEgressRoute")));

    /// <summary>The test cases of a cmdlet.</summary>
    /// <param name="command">The cmdlet's name.</param>
    /// <param name="other">A resource of a type that no parameter accepts.</param>
    public static IEnumerable<BadCase> For(string command, object other) =>
        from parameter in Parameters(command)
        let sets = Sets(command).Where(set => Attributes(parameter).Any(attribute => In(attribute, set))).ToList()
        let needing = sets.Where(set =>
            Attributes(parameter).Any(attribute => attribute.Mandatory && attribute.ParameterSetName == set)).ToList()
        from set in needing.Count > 0 ? needing : sets.Take(1)
        from bad in BadValues.Of(
            parameter.PropertyType,
            parameter.GetCustomAttribute<ValidateRangeAttribute>(inherit: false),
            BaseCalls.Text(command, parameter),
            other)
        select new BadCase(command, set, parameter.Name, parameter.PropertyType, bad);

    private static Type Of(string command) => s_all.Value.First(type => Name(type) == command);

    private static IEnumerable<PropertyInfo> Parameters(string command) =>
        Of(command).GetProperties().Where(property => Attributes(property).Any());

    private static IEnumerable<ParameterAttribute> Attributes(PropertyInfo property) =>
        property.GetCustomAttributes<ParameterAttribute>(inherit: false);

    private static bool In(ParameterAttribute attribute, string set) =>
        attribute.ParameterSetName == set || attribute.ParameterSetName == ParameterAttribute.AllParameterSets;

    private static string Name(Type type)
    {
        var attribute = type.GetCustomAttribute<CmdletAttribute>()!;
        return $"{attribute.VerbName}-{attribute.NounName}";
    }
}
