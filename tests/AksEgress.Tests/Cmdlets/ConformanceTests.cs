using System.Management.Automation;
using System.Reflection;
using System.Text.RegularExpressions;
using AksEgress.Core.Errors;
using AksEgress.Core.Provisioning;
using AksEgress.Hosting;
using AksEgress.Tests.Errors;

namespace AksEgress.Tests.Cmdlets;

/// <summary>The cmdlet guidelines, checked by reflection over the built module.</summary>
public partial class ConformanceTests
{
    private static readonly string[] s_common =
    [
        "Confirm", "Debug", "ErrorAction", "ErrorVariable", "OutBuffer", "OutVariable", "WarningAction", "WarningVariable", "WhatIf",
        "UseTransaction", "Verbose", "InformationAction", "InformationVariable", "PipelineVariable", "ProgressAction"
    ];

    private static readonly Lazy<IReadOnlyList<Type>> s_cmdlets = new(() =>
    [
        .. Assembly.LoadFrom(Path.Combine(Path.GetDirectoryName(Engine.Manifest)!, "bin", "AksEgress.PowerShell.dll")).GetExportedTypes()
            .Where(type => type.GetCustomAttribute<CmdletAttribute>() is not null && !type.IsAbstract),
    ]);

    public static TheoryData<string> Names => new(s_cmdlets.Value.Select(type => type.FullName!));

    [Fact]
    public void The_manifest_exports_exactly_the_cmdlets_of_the_assembly()
    {
        Assert.Equal(s_cmdlets.Value.Select(Name).Order(StringComparer.Ordinal), Exported("CmdletsToExport"));
    }

    [Fact]
    public void The_manifest_exports_exactly_the_aliases_of_the_cmdlets() =>
        Assert.Equal(
            s_cmdlets.Value
                .SelectMany(type => type.GetCustomAttribute<AliasAttribute>()?.AliasNames ?? [])
                .Order(StringComparer.Ordinal),
            Exported("AliasesToExport"));

    private static IEnumerable<string> Exported(string member)
    {
        var text = File.ReadAllText(Engine.Manifest);
        var list = text[text.IndexOf(member, StringComparison.Ordinal)..].Split('=', 3)[1];
        return Exports().Matches(list).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_cmdlet_follows_the_guidelines(string typeName)
    {
        var type = s_cmdlets.Value.First(type => type.FullName == typeName);
        var attribute = type.GetCustomAttribute<CmdletAttribute>()!;
        var verbs = new[]
        {
            typeof(VerbsCommon), typeof(VerbsCommunications), typeof(VerbsDiagnostic), typeof(VerbsLifecycle), typeof(VerbsData),
            typeof(VerbsSecurity), typeof(VerbsOther)
        }
            .SelectMany(verbs => verbs.GetFields()).Select(field => field.Name);
        Assert.Contains(attribute.VerbName, verbs);
        Assert.Equal($"{attribute.VerbName}{attribute.NounName}Command", type.Name);
        Assert.Matches("^(AksEgress|AksOutboundType)", attribute.NounName);
        Assert.True(type.GetCustomAttributes<OutputTypeAttribute>().Any(), "no OutputType");
        Assert.NotNull(type.GetConstructor(Type.EmptyTypes));

        var changes = attribute.VerbName is "New" or "Set" or "Add" or "Remove" or "Undo" && attribute.NounName is not "AksEgressRoute"
            || attribute.VerbName == "Remove";
        Assert.True(!changes || attribute.SupportsShouldProcess, "changes state without ShouldProcess");
        if (attribute.VerbName == "Remove" || attribute.NounName == "AksOutboundType" && changes)
        {
            Assert.Equal(ConfirmImpact.High, attribute.ConfirmImpact);
        }

        var parameters = type.GetProperties().Where(property =>
            property.GetCustomAttributes<ParameterAttribute>(inherit: false).Any()).ToList();
        Assert.DoesNotContain(parameters, parameter => s_common.Contains(parameter.Name, StringComparer.OrdinalIgnoreCase));
        Assert.DoesNotContain(parameters, parameter => parameter.PropertyType == typeof(bool));
        var sets = parameters
            .SelectMany(parameter => parameter.GetCustomAttributes<ParameterAttribute>(inherit: false))
            .Select(p => p.ParameterSetName)
            .Where(set => set != ParameterAttribute.AllParameterSets)
            .Distinct()
            .ToList();
        Assert.True(sets.Count < 2 || attribute.DefaultParameterSetName is { Length: > 0 }, "several sets and no default");
        foreach (var set in sets.DefaultIfEmpty(ParameterAttribute.AllParameterSets))
        {
            var mine = parameters
                .SelectMany(parameter => parameter.GetCustomAttributes<ParameterAttribute>(inherit: false))
                .Where(p => p.ParameterSetName == set || p.ParameterSetName == ParameterAttribute.AllParameterSets)
                .ToList();
            Assert.True(mine.Count(p => p.Position >= 0) < 5, $"too many positions in {set}");
            Assert.True(mine.Count(p => p.ValueFromPipeline) < 2, $"two parameters of {set} take the pipeline");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_cmdlet_is_reached_from_the_pipeline(string typeName)
    {
        // Commands without a resource before them in a pipeline: a connection, a resource group, and the session's own data.
        if (typeName.Split('.')[^1] is "ConnectAksEgressCommand" or "DisconnectAksEgressCommand" or "GetAksEgressContextCommand"
            or "SetAksEgressContextCommand" or "NewAksEgressResourceGroupCommand")
        {
            return;
        }

        var attributes = Parameters(s_cmdlets.Value.First(type => type.FullName == typeName))
            .SelectMany(parameter =>
                parameter
                    .GetCustomAttributes<ParameterAttribute>(inherit: false)
                    .Select(attribute => (parameter.Name, Attribute: attribute)))
            .ToList();
        var sets = attributes
            .Select(one => one.Attribute.ParameterSetName)
            .Where(set => set != ParameterAttribute.AllParameterSets)
            .Distinct()
            .DefaultIfEmpty(ParameterAttribute.AllParameterSets);
        var reached = sets.ToDictionary(
            set => set,
            set => attributes.Any(one =>
                one.Name != "SubscriptionId" && (one.Attribute.ValueFromPipeline || one.Attribute.ValueFromPipelineByPropertyName)
                    && (one.Attribute.ParameterSetName == set || one.Attribute.ParameterSetName == ParameterAttribute.AllParameterSets)));
        Assert.Contains(true, reached.Values);

        // A set for typed values has a counterpart that takes the object.
        Assert.All(
            reached.Where(set => !set.Value),
            set => Assert.Contains(
                set.Key,
                new[]
                {
                    "ByName", "ByResourceId", "ByCluster", "ByVirtualNetwork", "ByRouteTable", "ByIdentity", "Session", "ByPrincipalId",
                    "Operation"
                }));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Parameter_names_are_singular_and_secrets_have_secure_types(string typeName)
    {
        var type = s_cmdlets.Value.First(type => type.FullName == typeName);
        Assert.DoesNotMatch("[^sx]s$", type.GetCustomAttribute<CmdletAttribute>()!.NounName);

        // A number of minutes or ports isn't a plural.
        var parameters = Parameters(type).ToList();
        Assert.DoesNotContain(
            parameters,
            parameter => Plural().IsMatch(parameter.Name)
                && !parameter.Name.EndsWith("InMinutes", StringComparison.Ordinal)
                && !parameter.Name.EndsWith("AllocatedOutboundPorts", StringComparison.Ordinal));
        Assert.DoesNotContain(
            parameters,
            parameter => Secret().IsMatch(parameter.Name) && parameter.PropertyType.Name is not ("SecureString" or "PSCredential"));
        Assert.Equal(
            parameters.Any(parameter => parameter.Name == "AsJob"),
            type.GetCustomAttribute<OutputTypeAttribute>()!.Type.Any(output => output.Type == typeof(Job)));
        Assert.DoesNotContain(
            type.GetCustomAttribute<OutputTypeAttribute>()!.Type,
            output => output.Type is null || output.Type.IsArray || output.Type == typeof(string) || output.Type == typeof(PSObject));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Parameters_that_name_a_resource_have_completers(string typeName)
    {
        var type = s_cmdlets.Value.First(type => type.FullName == typeName);
        var makes = type.GetCustomAttribute<CmdletAttribute>()!.VerbName is "New" or "Add";
        foreach (var parameter in Parameters(type)
            .Where(parameter => Naming().IsMatch(parameter.Name) && !(makes && parameter.Name == "Name")))
        {
            var element = parameter.PropertyType.IsArray ? parameter.PropertyType.GetElementType()! : parameter.PropertyType;
            var one = Nullable.GetUnderlyingType(element) ?? element;

            // A switch has no name to complete, and neither does a parameter that takes only objects.
            if (one == typeof(SwitchParameter)
                || (!one.IsEnum
                    && one.Namespace?.StartsWith("AksEgress.Core.", StringComparison.Ordinal) == true
                    && !one.Name.StartsWith("ArmReference", StringComparison.Ordinal)))
            {
                continue;
            }

            Assert.True(
                one.IsEnum
                    || parameter.GetCustomAttributes().Any(attribute => attribute is ValidateSetAttribute or ArgumentCompleterAttribute),
                $"{type.Name} -{parameter.Name} is not completed");
        }
    }

    [Fact]
    public void Error_ids_are_unique_and_equal_their_factorys_name()
    {
        Assert.True(Factory.Errors.Count > 30);
        Assert.All(Factory.Errors, factory => Assert.Equal(factory.Id, factory.Error().Id));
        Assert.All(Factory.Errors, factory => Assert.False(string.IsNullOrWhiteSpace(factory.Error().Remedy)));
        Assert.Equal(Factory.Errors.Count, Factory.Errors.Select(factory => factory.Id).Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void A_parameter_has_one_type_in_all_cmdlets()
    {
        // A single value and a list of the same type aren't different, nor is an object or a reference of one view where references
        // are accepted. Subnet is a table of new subnets for a new virtual network, according to the public surface, and a
        // reference elsewhere. Identity is a switch of Connect-, as in Connect-AzAccount, and an identity elsewhere. Kind is an
        // enumeration of the noun's kinds, and never comes from the pipeline. Endpoint is ARM's address for Connect-, and an
        // endpoint that pods call elsewhere. NodePool describes new pools for a new cluster, and names pools elsewhere.
        static Type Plain(Type type)
        {
            var element = (Nullable.GetUnderlyingType(type) ?? type) is { IsArray: true } array
                ? array.GetElementType()!
                : Nullable.GetUnderlyingType(type) ?? type;
            return element.BaseType?.Name is "ArmResource" or "ArmReference"
                ? element.Assembly.GetType("AksEgress.Core.Resources.ArmReference")!
                : element;
        }

        var types = s_cmdlets.Value.SelectMany(type => type.GetProperties())
            .Where(property =>
                property.GetCustomAttributes<ParameterAttribute>(inherit: false).Any()
                    && property.Name is not ("InputObject" or "Subnet" or "Identity" or "Kind" or "Endpoint" or "NodePool"))
            .GroupBy(property => property.Name, property => Plain(property.PropertyType))
            .Where(group => group.Distinct().Count() > 1).Select(group => $"{group.Key}: {string.Join(", ", group.Distinct())}");
        Assert.Empty(types);
    }

    private static IEnumerable<PropertyInfo> Parameters(Type type) =>
        type.GetProperties().Where(property => property.GetCustomAttributes<ParameterAttribute>(inherit: false).Any());

    private static string Name(Type type)
    {
        var attribute = type.GetCustomAttribute<CmdletAttribute>()!;
        return $"{attribute.VerbName}-{attribute.NounName}";
    }

    [GeneratedRegex("^\\s+'([A-Z][a-z]+-Aks\\w+)'", RegexOptions.Multiline)]
    private static partial Regex Exports();

    [GeneratedRegex("[^s]s$")]
    private static partial Regex Plural();

    [GeneratedRegex("Password|Secret|AccessToken|ClusterToken|Credential$|ServicePrincipal")]
    private static partial Regex Secret();

    [GeneratedRegex(
        "^(Name|ClusterName|Cluster|ResourceGroupName|VirtualNetworkName|RouteTableName|RouteTable|NatGateway|NetworkSecurityGroup|"
            + "Firewall|Policy|FirewallPolicy|PublicIp|PublicIpPrefix|ManagementPublicIp|DefaultRouteTo|Identity|Location|NextHopType|"
            + "NextHopIpAddress|OutboundType|Kind|Namespace|FqdnTag|CollectionName|CollectionGroupName|RoleName|VmSize|NodeVmSize|"
            + "KubernetesVersion|PodSubnet|Environment|Tier|OsSku|OsType|Mode|Feature)$")]
    private static partial Regex Naming();
}
