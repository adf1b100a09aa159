using AksEgress.Core.Arm;
using AksEgress.Core.Errors;
using AksEgress.Core.NetworkSecurityGroups;
using AksEgress.Core.Resources;
using AksEgress.PowerShell.Binding;
using AksEgress.PowerShell.Engine;
using AksEgress.PowerShell.Streams;

namespace AksEgress.PowerShell.Commands;

/// <summary>
/// Finds the network security group and the rule that the pipeline or the parameters identify, for the security rule cmdlets.
/// </summary>
internal static class SecurityRuleInput
{
    private const string Parameter = "NetworkSecurityGroup";
    private const string GroupName = "NetworkSecurityGroupName";

    /// <summary>The parameters that identify the network security group.</summary>
    public static SubjectNames Names(string? resourceGroupName) =>
        new(ResourceTypes.NetworkSecurityGroups, null, resourceGroupName)
        {
            NameParameter = Parameter,
            IsParent = true,
            NamedBy = [PipedKind.SecurityRule],
        };

    /// <summary>Refuses a row that describes neither a rule nor a group.</summary>
    /// <exception cref="EgressException">PipelineInputNotSupported.</exception>
    public static void RequireSupported(EgressCmdletBase cmdlet)
    {
        if (cmdlet.Piped is { Kind: PipedKind.Row } row && !RowParameters.Describes(cmdlet, row) && row[GroupName] is null)
        {
            throw Subject.NotSupported(cmdlet, row, ResourceTypes.NetworkSecurityGroups);
        }
    }

    /// <summary>True if the pipeline provides a rule, or a row with the values of a rule.</summary>
    public static bool IsRule(EgressCmdletBase cmdlet) => cmdlet.Piped is { Kind: PipedKind.SecurityRule or PipedKind.Row };

    /// <summary>Refuses a piped rule with application security groups, which no parameter takes.</summary>
    /// <exception cref="EgressException">PipelineValueInvalid.</exception>
    public static void RequireNoApplicationGroups(EgressCmdletBase cmdlet)
    {
        foreach (var property in (string[])["SourceApplicationSecurityGroup", "DestinationApplicationSecurityGroup"])
        {
            if (cmdlet.Piped![property] is { } groups)
            {
                throw EgressErrors.PipelineValueInvalid(
                    property, ArmNames.Shown(groups), "A rule with application security groups can't be copied.",
                    cmdlet.MyInvocation.MyCommand.Name);
            }
        }
    }

    /// <summary>The group and the name of an existing rule.</summary>
    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="typed">The value of -NetworkSecurityGroup.</param>
    /// <param name="name">The value of -Name.</param>
    /// <param name="resourceGroupName">The value of -ResourceGroupName.</param>
    /// <param name="resourceId">The value of -ResourceId.</param>
    /// <exception cref="EgressException">
    /// ParameterRequired, ContradictingParameters, PipelineInputConflict, and those of a subject.
    /// </exception>
    public static (ArmResourceId Group, string Name) Rule(
        EgressCmdletBase cmdlet, ArmReference? typed, string? name, string? resourceGroupName, string? resourceId)
    {
        if (cmdlet.Piped is { Kind: PipedKind.Resource or PipedKind.Text, Id: { } piped } && IsRuleId(piped))
        {
            RequireAlone(cmdlet, piped, typed, name, resourceGroupName, resourceId);
            return (piped.Parent!, piped.Name);
        }

        if (resourceId is not null && cmdlet.Piped is null)
        {
            var id = ArmResourceId.Parse(resourceId, ResourceTypes.SecurityRules, "ResourceId");
            RequireAlone(cmdlet, id, typed, name, resourceGroupName, null);
            return (id.Parent!, id.Name);
        }

        var rule = IsRule(cmdlet) ? cmdlet.Piped : null;
        if (rule?["Name"] is { } own && name is not null && cmdlet.IsTyped("Name") && !Is(own, name))
        {
            throw Subject.Conflict("Security rule", ArmNames.Shown(own), "Name", name, own);
        }

        var group = Group(cmdlet, typed, resourceGroupName, isTarget: false);
        var found = rule?["Name"] ?? name ?? throw EgressErrors.ParameterRequired("Name", "no security rule is specified.");
        var ruleId = group.Child("securityRules", found, "Name");
        return resourceId is null || !cmdlet.IsTyped("ResourceId")
            || ArmResourceId.Parse(resourceId, ResourceTypes.SecurityRules, "ResourceId").Equals(ruleId)
            ? (group, found)
            : throw Subject.Conflict(ruleId, "ResourceId", resourceId, null);
    }

    /// <summary>The network security group.</summary>
    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="typed">The value of -NetworkSecurityGroup.</param>
    /// <param name="resourceGroupName">The value of -ResourceGroupName.</param>
    /// <param name="isTarget">True if a piped rule is to be added to the group of -NetworkSecurityGroup.</param>
    /// <exception cref="EgressException">ParameterRequired, PipelineInputConflict, and those of a subject.</exception>
    public static ArmResourceId Group(EgressCmdletBase cmdlet, ArmReference? typed, string? resourceGroupName, bool isTarget)
    {
        var input = cmdlet.Piped;
        if (input is null || (IsRule(cmdlet) && typed is not null && (isTarget || input[GroupName] is null)))
        {
            var reference = typed ?? throw EgressErrors.ParameterRequired(Parameter, "no network security group is specified.");
            return Resolve(cmdlet, reference, resourceGroupName, input?["ResourceGroupName"]);
        }

        var id = Subject.Resolve(cmdlet, input, Names(resourceGroupName));
        return typed is null || !cmdlet.IsTyped(Parameter) || Resolve(cmdlet, typed, resourceGroupName, id.ResourceGroupName).Equals(id)
            ? id
            : throw Subject.Conflict(id, Parameter, typed.ToString(), "Name");
    }

    /// <summary>Runs a plan.</summary>
    public static Task RunAsync(
        EgressCmdletBase cmdlet,
        SecurityRulePlan plan,
        bool force,
        bool asJob,
        Action<SecurityRule, ICommandStreams> write,
        CancellationToken cancellationToken) =>
        new PlanRunner(cmdlet) { Force = force, AsJob = asJob, Caption = ResourceNouns.Describe(ResourceTypes.SecurityRules) }
            .RunAsync(plan, write, cancellationToken);

    private static bool IsRuleId(ArmResourceId id) => Is(id.ResourceType, ResourceTypes.SecurityRules);

    // An ID identifies a rule alone; what else is typed must agree with it.
    private static void RequireAlone(
        EgressCmdletBase cmdlet, ArmResourceId id, ArmReference? typed, string? name, string? resourceGroupName, string? resourceId)
    {
        (string Parameter, string? Typed, string Found)[] pairs =
        [
            ("Name", name, id.Name),
            ("ResourceGroupName", resourceGroupName, id.ResourceGroupName),
            ("SubscriptionId", cmdlet.SubscriptionId, id.SubscriptionId),
            (Parameter, typed?.ToString(), typed?.IsId == true ? id.Parent!.Text : id.Parent!.Name),
            ("ResourceId", resourceId, id.Text),
        ];
        foreach (var (parameter, value, found) in pairs)
        {
            if (value is not null && cmdlet.IsTyped(parameter) && !Is(value, found))
            {
                throw cmdlet.Piped is null
                    ? EgressErrors.ContradictingParameters(
                        $"-ResourceId and -{parameter} contradict each other: '{id.Text}' and '{ArmNames.Shown(value)}'.",
                        $"Remove -{parameter}.", id.Text)
                    : Subject.Conflict(id, parameter, value, null);
            }
        }
    }

    // A bare name is in -ResourceGroupName, or else in the resource group of the piped object or of the session.
    private static ArmResourceId Resolve(EgressCmdletBase cmdlet, ArmReference reference, string? resourceGroupName, string? group) =>
        reference.Find(
            ResourceTypes.NetworkSecurityGroups,
            () => cmdlet.Piped?["SubscriptionId"] ?? cmdlet.Subscription,
            cmdlet.IsTyped("ResourceGroupName") ? resourceGroupName : group ?? resourceGroupName ?? cmdlet.DefaultResourceGroupName);

    private static bool Is(string? a, string? b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
