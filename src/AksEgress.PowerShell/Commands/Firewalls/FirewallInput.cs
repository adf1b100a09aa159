using AksEgress.Core.Arm;
using AksEgress.Core.Errors;
using AksEgress.Core.Firewalls;
using AksEgress.Core.Resources;
using AksEgress.Core.Texts;
using AksEgress.PowerShell.Binding;
using AksEgress.PowerShell.Engine;
using AksEgress.PowerShell.Streams;

namespace AksEgress.PowerShell.Commands;

/// <summary>Finds the firewall that the pipeline or -Firewall identifies, for the firewall rule cmdlets.</summary>
internal static class FirewallInput
{
    private const string Parameter = "Firewall";

    /// <summary>Refuses a row that describes neither a rule nor a firewall.</summary>
    /// <exception cref="EgressException">PipelineInputNotSupported.</exception>
    public static void RequireSupported(EgressCmdletBase cmdlet, PipedObject? input)
    {
        if (input?.Kind == PipedKind.Row && !RowParameters.Describes(cmdlet, input) && input["FirewallName"] is null)
        {
            throw Subject.NotSupported(cmdlet, input, ResourceTypes.Firewalls);
        }
    }

    /// <summary>The parameters that identify the firewall.</summary>
    public static SubjectNames Names(string? resourceGroupName) =>
        new(ResourceTypes.Firewalls, null, resourceGroupName) { IsParent = true, NamedBy = [PipedKind.FirewallRule] };

    /// <summary>Refuses a value that can't be the name of a rule, a collection, or a group, for parameters without wildcards.</summary>
    /// <exception cref="EgressException">InvalidResourceName.</exception>
    public static void CheckNames(string? name, string? collection, string? group)
    {
        (string Parameter, string? Value)[] names = [("Name", name), ("CollectionName", collection), ("CollectionGroupName", group)];
        foreach (var (parameter, value) in names.Where(one => one.Value is not null))
        {
            ArmNames.Check(value, ArmNames.MaximumLength, parameter);
        }
    }

    /// <summary>Checks the pipeline input and the parameters of a cmdlet that changes or removes one rule.</summary>
    /// <exception cref="EgressException">PipelineInputNotSupported, PipelineInputConflict, or InvalidResourceName.</exception>
    public static void CheckRule(EgressCmdletBase cmdlet, string? name, string? collection, string? group, FirewallRuleKind? kind)
    {
        RequireSupported(cmdlet, cmdlet.Piped);
        RequireSameRule(cmdlet, name, collection, group, kind);
        CheckNames(name, collection, group);
    }

    /// <summary>Reads the rules of the firewall and, if it has one, of its policy.</summary>
    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="typed">The value of -Firewall.</param>
    /// <param name="resourceGroupName">The value of -ResourceGroupName.</param>
    /// <param name="isTarget">
    /// True if a piped rule is to be added to the firewall of -Firewall, and doesn't identify a firewall itself.
    /// </param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="EgressException">PipelineInputConflict, ParameterRequired, or as for <see cref="Subject.Resolve"/>.</exception>
    public static async Task<FirewallRuleBook> ReadAsync(
        EgressCmdletBase cmdlet, ArmReference? typed, string? resourceGroupName, bool isTarget, CancellationToken cancellationToken)
    {
        var id = cmdlet.Piped is null && typed is { IsId: false } && (resourceGroupName ?? cmdlet.DefaultResourceGroupName) is null
            ? await FindAsync(cmdlet, typed.ToString(), cancellationToken).ConfigureAwait(false)
            : FirewallId(cmdlet, typed, resourceGroupName, isTarget);
        var firewall = new Firewall(await cmdlet.Store.ReadAsync(id, cancellationToken).ConfigureAwait(false));
        return await FirewallRuleBook.ReadAsync(cmdlet.Store, firewall, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The id of a reference. A bare name is in -ResourceGroupName, or else in the resource group given here.</summary>
    public static ArmResourceId Resolve(
        EgressCmdletBase cmdlet, ArmReference reference, string type, string? resourceGroupName, string? group) =>
        reference.Find(
            type,
            () => cmdlet.Piped?["SubscriptionId"] ?? cmdlet.Subscription,
            cmdlet.IsTyped("ResourceGroupName") ? resourceGroupName : group ?? resourceGroupName ?? cmdlet.DefaultResourceGroupName);

    // Refuses a typed parameter that differs from the piped rule.
    private static void RequireSameRule(
        EgressCmdletBase cmdlet, string? name, string? collection, string? group, FirewallRuleKind? kind)
    {
        (string Parameter, string? Typed)[] typed =
            [("Name", name), ("CollectionName", collection), ("CollectionGroupName", group), ("Kind", kind?.ToString())];
        foreach (var (parameter, value) in IsRule(cmdlet) ? typed : [])
        {
            if (value is not null
                && cmdlet.IsTyped(parameter)
                && cmdlet.Piped![parameter] is { } piped
                && !value.Equals(piped, StringComparison.OrdinalIgnoreCase))
            {
                throw Subject.Conflict("Firewall rule", ArmNames.Shown(cmdlet.Piped["Name"]), parameter, value, piped);
            }
        }
    }

    /// <summary>What identifies the rule in its firewall: the piped rule, or else the parameters.</summary>
    /// <exception cref="EgressException">ParameterRequired or PipelineValueInvalid.</exception>
    public static (string Name, string? Collection, FirewallRuleKind? Kind, string? Group) Rule(
        EgressCmdletBase cmdlet, string? name, string? collection, string? group, FirewallRuleKind? kind)
    {
        var rule = IsRule(cmdlet) ? cmdlet.Piped : null;
        return (
            (rule is null ? name : rule["Name"]) ?? throw EgressErrors.ParameterRequired("Name", "no rule is specified."),
            rule?["CollectionName"] ?? collection,
            rule?["Kind"] is not { } text ? kind
                : Enum.TryParse<FirewallRuleKind>(text, ignoreCase: true, out var parsed) ? parsed
                : throw EgressErrors.PipelineValueInvalid(
                    "Kind", text, $"Specify {string.Join(", ", Enum.GetNames<FirewallRuleKind>())}.", cmdlet.MyInvocation.MyCommand.Name,
                    text),
            rule?["CollectionGroupName"] ?? group);
    }

    /// <summary>Writes rules.</summary>
    public static void Write(IReadOnlyList<FirewallRule> rules, ICommandStreams streams)
    {
        foreach (var rule in rules)
        {
            streams.Result(rule);
        }
    }

    // A name without a resource group identifies the only firewall of the subscription with that name.
    private static async Task<ArmResourceId> FindAsync(EgressCmdletBase cmdlet, string name, CancellationToken cancellationToken)
    {
        ArmNames.Check(name, ArmNames.MaximumLength, Parameter);
        var found = new List<ArmResourceId>();
        var listed = new List<string>();
        await foreach (var document in cmdlet.Store.ListAsync(
            cmdlet.Subscription, null, ResourceTypes.Firewalls, cancellationToken).ConfigureAwait(false))
        {
            listed.Add(document.Name ?? string.Empty);
            if (string.Equals(document.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                found.Add(document.ResourceId());
            }
        }

        var kind = ResourceNouns.Describe(ResourceTypes.Firewalls);
        return found.Count switch
        {
            1 => found[0],
            0 => throw EgressErrors.ResourceNotFoundInSubscription(
                kind, name, ResourceNouns.Noun(ResourceTypes.Firewalls), name, NearNames.Ask(name, listed)),
            _ => throw EgressErrors.ResourceGroupRequired(kind, name, name),
        };
    }

    private static bool IsRule(EgressCmdletBase cmdlet) => cmdlet.Piped is { Kind: PipedKind.FirewallRule or PipedKind.Row };

    // A rule names its firewall by id; a row may do so by name.
    private static ArmResourceId FirewallId(EgressCmdletBase cmdlet, ArmReference? typed, string? resourceGroupName, bool isTarget)
    {
        var input = cmdlet.Piped;
        var id = input is { Kind: PipedKind.FirewallRule } rule && rule[Parameter]?.StartsWith('/') == true
            ? ArmResourceId.Parse(rule[Parameter]!, ResourceTypes.Firewalls)
            : null;
        if (input is null || (IsRule(cmdlet) && typed is not null && (isTarget || (id is null && input["FirewallName"] is null))))
        {
            var reference = typed ?? throw EgressErrors.ParameterRequired(Parameter, "no Azure Firewall is specified.");
            return Resolve(cmdlet, reference, ResourceTypes.Firewalls, resourceGroupName, input?["ResourceGroupName"]);
        }

        id ??= Subject.Resolve(cmdlet, input, Names(resourceGroupName));
        return typed is null || !cmdlet.IsTyped(Parameter)
            || Resolve(cmdlet, typed, ResourceTypes.Firewalls, resourceGroupName, id.ResourceGroupName).Equals(id)
            ? id
            : throw Subject.Conflict(id, Parameter, typed.ToString(), "Name");
    }
}
