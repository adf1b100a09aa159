using AksEgress.Core.Arm;
using AksEgress.Core.Errors;
using AksEgress.Core.Features;
using AksEgress.Core.Resources;

namespace AksEgress.PowerShell.Binding;

/// <summary>
/// Finds the resource that a cmdlet works on, in the same way for all cmdlets. A piped id takes precedence, then a piped name with
/// its resource group and subscription. Typed parameters complete a name; a typed value that differs from the piped one is an
/// error.
/// </summary>
internal static class Subject
{
    private const string InputObject = nameof(InputObject);

    /// <summary>Returns the id that the pipeline input, or else the parameters, identify.</summary>
    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="input">The object from the pipeline, or null.</param>
    /// <param name="names">The bound parameters.</param>
    /// <exception cref="EgressException">
    /// PipelineInputNotSupported, PipelineInputConflict, PipelineInputIncomplete, ResourceGroupRequired, ParameterRequired,
    /// InvalidResourceId, WrongResourceType, InvalidResourceName or NoSubscription.
    /// </exception>
    public static ArmResourceId Resolve(ISubjectCmdlet cmdlet, PipedObject? input, SubjectNames names)
    {
        if (input is null)
        {
            return names.ResourceId is not null
                ? OfId(cmdlet, names)
                : Create(
                    names, cmdlet.Subscription, names.ResourceGroupName ?? cmdlet.DefaultResourceGroupName, names.Parent, names.Name,
                    names.NameParameter);
        }

        var id = input.Kind switch
        {
            _ when input.Id is not null && (input.Kind != PipedKind.Route || names.ResourceType == ResourceTypes.Routes) =>
                Is(input.Id.ResourceType, names.ResourceType) ? input.Id : throw NotSupported(cmdlet, input, names.ResourceType),
            PipedKind.Text => Create(
                names,
                cmdlet.Subscription,
                names.ResourceGroupName ?? cmdlet.DefaultResourceGroupName,
                names.Parent,
                input.Text,
                InputObject),
            PipedKind.Row => OfRow(cmdlet, input, names, allowPlainName: !names.IsParent),
            _ when names.NamedBy.Contains(input.Kind) =>
                OfRow(cmdlet, input, names, allowPlainName: input.Kind is PipedKind.Route or PipedKind.AuthorizedRange && !names.IsParent),
            _ => throw NotSupported(cmdlet, input, names.ResourceType),
        };
        RequireSame(cmdlet, id, names);
        return id;
    }

    // A default gives way to an id. A typed resource group that differs is an error.
    private static ArmResourceId OfId(ISubjectCmdlet cmdlet, SubjectNames names)
    {
        var id = ArmResourceId.Parse(names.ResourceId!, names.ResourceType, "ResourceId");
        (string Parameter, string? Typed, string Found)[] pairs =
        [
            ("ResourceGroupName", names.ResourceGroupName, id.ResourceGroupName),
            ("SubscriptionId", cmdlet.SubscriptionId, id.SubscriptionId)
        ];
        foreach (var (parameter, typed, found) in pairs)
        {
            if (typed is not null && cmdlet.IsTyped(parameter) && !Is(typed, found))
            {
                throw EgressErrors.ContradictingParameters(
                    $"-ResourceId and -{parameter} contradict each other: '{id.Text}' and '{ArmNames.Shown(typed)}'.",
                    $"Remove -{parameter}.", id.Text);
            }
        }

        return id;
    }

    /// <summary>Refuses an object of a kind that a cmdlet doesn't take.</summary>
    public static EgressException NotSupported(ISubjectCmdlet cmdlet, PipedObject input, string wanted) =>
        EgressErrors.PipelineInputNotSupported(
            input.Describe(),
            NameOf(cmdlet),
            Article(ResourceNouns.InSentence(wanted)),
            input.Id?.Text,
            input.Id is null ? null : InputObject);

    /// <summary>Refuses a typed subject that differs from the piped one.</summary>
    public static void RequireSame(ISubjectCmdlet cmdlet, ArmResourceId id, SubjectNames names)
    {
        // The name of a piped resource group is the resource group.
        var group = Is(names.ResourceType, ResourceTypes.ResourceGroups) ? null : names.ResourceGroupName;
        (string Parameter, string? Typed, string? Piped)[] pairs =
        [
            (names.NameParameter, names.Name, id.Name),
            ("ResourceGroupName", group, id.ResourceGroupName),
            (names.ParentParameter ?? string.Empty, names.Parent, id.Parent?.Name),
            ("SubscriptionId", cmdlet.SubscriptionId, id.SubscriptionId),
        ];
        foreach (var (parameter, typed, found) in pairs)
        {
            if (typed is not null && cmdlet.IsTyped(parameter) && !Is(typed, found))
            {
                throw Conflict(id, parameter, typed, parameter == names.NameParameter ? names.Payload : null);
            }
        }

        if (names.ResourceId is not null
            && cmdlet.IsTyped("ResourceId")
            && !ArmResourceId.Parse(names.ResourceId, names.ResourceType).Equals(id))
        {
            throw Conflict(id, "ResourceId", names.ResourceId, null);
        }
    }

    /// <summary>Refuses a typed parameter that differs from the piped object.</summary>
    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="input">The piped object.</param>
    /// <param name="parameter">The parameter.</param>
    /// <param name="piped">The value in the object, or null.</param>
    /// <exception cref="EgressException">PipelineInputConflict.</exception>
    public static void RequireSame(ISubjectCmdlet cmdlet, PipedObject input, string parameter, string? piped)
    {
        if (piped is not null
            && cmdlet.IsTyped(parameter)
            && cmdlet.MyInvocation.BoundParameters[parameter]?.ToString() is { } typed
            && !Is(typed, piped))
        {
            throw Conflict(input.Describe(), piped, parameter, typed, piped);
        }
    }

    /// <summary>
    /// Returns the preview feature that the pipeline identifies: its name, its provider, and its subscription if the object has
    /// one.
    /// </summary>
    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="input">The piped object.</param>
    /// <param name="name">The value of -Name.</param>
    /// <param name="provider">The value of -Namespace.</param>
    /// <exception cref="EgressException">PipelineInputNotSupported, PipelineInputIncomplete or PipelineInputConflict.</exception>
    public static (string Name, string Namespace, string? SubscriptionId) Feature(
        ISubjectCmdlet cmdlet, PipedObject input, string name, string provider)
    {
        if (input.Kind is not (PipedKind.Text or PipedKind.Feature or PipedKind.Row) || input.Id is not null)
        {
            throw NotSupported(cmdlet, input, ResourceTypes.Features);
        }

        var piped = input.Text ?? input["Name"] ?? input["FeatureName"]
            ?? throw EgressErrors.PipelineInputIncomplete("a preview feature", "Name", "Name");
        if (cmdlet.IsTyped("Name") && !Is(piped, name))
        {
            throw Conflict("Preview feature", ArmNames.Shown(piped), "Name", name, piped);
        }

        RequireSame(cmdlet, input, "Namespace", input["Namespace"]);
        RequireSame(cmdlet, input, "SubscriptionId", input["SubscriptionId"]);
        return (
            piped,
            cmdlet.IsTyped("Namespace") ? provider : input["Namespace"] ?? FeatureRegistration.ContainerService,
            input["SubscriptionId"]);
    }

    /// <summary>Returns the error for a parameter that differs from the pipeline input.</summary>
    /// <param name="what">The kind of the piped object, for example <c>Cluster</c>.</param>
    /// <param name="piped">The piped object's name, safe to display.</param>
    /// <param name="parameter">The parameter.</param>
    /// <param name="typed">The typed value.</param>
    /// <param name="target">The target of the error.</param>
    public static EgressException Conflict(string what, string piped, string parameter, string typed, string target) =>
        EgressErrors.PipelineInputConflict(
            what, piped, parameter, ArmNames.Shown(typed), $"Remove -{parameter}, or remove the pipeline input.", target);

    /// <summary>Returns the error for a parameter that differs from the piped resource.</summary>
    public static EgressException Conflict(ArmResourceId id, string parameter, string typed, string? payload) =>
        EgressErrors.PipelineInputConflict(
            ResourceNouns.Describe(id.ResourceType), id.Name, parameter, ArmNames.Shown(typed),
            payload is null
                ? $"Remove -{parameter}, or remove the pipeline input."
                : $"If '{ArmNames.Shown(typed)}' isn't the name, specify it with -{payload}. Else remove -{parameter}.",
            id.Text);

    private static ArmResourceId OfRow(ISubjectCmdlet cmdlet, PipedObject row, SubjectNames names, bool allowPlainName)
    {
        var isGroup = Is(names.ResourceType, ResourceTypes.ResourceGroups);
        var property = NameProperty(names.ResourceType);
        var (byNoun, plain) = (row[property], allowPlainName ? row["Name"] : null);
        if (isGroup && byNoun is not null && plain is not null && !Is(byNoun, plain))
        {
            // This is the name of something in the resource group, not of the resource group.
            throw NotSupported(cmdlet, row, names.ResourceType);
        }

        var name = byNoun ?? plain ?? throw Incomplete(row, names, property);
        var subscription = row["SubscriptionId"] ?? row.Id?.SubscriptionId ?? cmdlet.Subscription;
        if (isGroup)
        {
            ArmNames.Check(name, ArmNames.MaximumGroupLength, InputObject);
            return ArmResourceId.Group(subscription, name);
        }

        // A default never completes an object: it could combine a process's name with a cluster's resource group.
        var group = row["ResourceGroupName"]
            ?? (cmdlet.IsTyped("ResourceGroupName") ? names.ResourceGroupName : null)
            ?? throw Incomplete(row, names, "ResourceGroupName");
        var parent = names.ParentParameter is null ? null : row[names.ParentParameter] ?? names.Parent;
        return Create(names, subscription, group, parent, name, InputObject);
    }

    private static EgressException Incomplete(PipedObject row, SubjectNames names, string missing) => EgressErrors.PipelineInputIncomplete(
        Article(ResourceNouns.InSentence(names.ResourceType)), missing, NameProperty(names.ResourceType), row["Name"]);

    private static ArmResourceId Create(
        SubjectNames names, string subscription, string? group, string? parent, string? name, string parameterName)
    {
        var words = ResourceNouns.Describe(names.ResourceType);
        if (string.IsNullOrEmpty(name))
        {
            throw EgressErrors.ParameterRequired(names.NameParameter, $"no {ResourceNouns.InSentence(names.ResourceType)} is specified.");
        }

        if (Is(names.ResourceType, ResourceTypes.ResourceGroups))
        {
            ArmNames.Check(name, ArmNames.MaximumGroupLength, parameterName);
            return ArmResourceId.Group(subscription, name);
        }

        ArmNames.Check(name, ArmNames.MaximumLength, parameterName);
        if (names.ParentParameter is not null && parent is null)
        {
            throw EgressErrors.ParameterRequired(names.ParentParameter, $"{words} '{ArmNames.Shown(name)}' is part of it.", name);
        }

        if (group is null)
        {
            throw EgressErrors.ResourceGroupRequired(words, ArmNames.Shown(name), name);
        }

        if (parent is not null)
        {
            ArmNames.Check(parent, ArmNames.MaximumLength, names.ParentParameter);
        }

        return names.ParentParameter is null
            ? ArmResourceId.Create(subscription, group, names.ResourceType, name)
            : ArmResourceId.Create(subscription, group, names.ResourceType, parent!, name);
    }

    // The output of other cmdlets has a cluster's name in ClusterName.
    private static string NameProperty(string resourceType) =>
        resourceType == ResourceTypes.Routes
            ? "RouteName"
            : ResourceNouns.Noun(resourceType).Replace("AksEgress", string.Empty, StringComparison.Ordinal) + "Name";

    private static string Article(string words) => ("AEIOUaeiou".Contains(words[0], StringComparison.Ordinal) ? "an " : "a ") + words;

    private static string NameOf(ISubjectCmdlet cmdlet) => cmdlet.MyInvocation.MyCommand.Name;

    private static bool Is(string? a, string? b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
