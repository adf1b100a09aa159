namespace AksEgress.Mutations;

/// <summary>The meaning of a pipeline and a command line.</summary>
internal static class PipelineMutations
{
    private const string Binding = "src/AksEgress.PowerShell/Binding/";
    private const string Engine = "src/AksEgress.PowerShell/Engine/";
    private const string Completer = "src/AksEgress.PowerShell/Completion/EgressCompleter.cs";
    private static readonly string s_scripts = Mutation.Classes("PipelineScriptTests");
    private static readonly string s_matrix = Mutation.Classes("PipelineMatrixTests");

    /// <summary>All mutations of this area.</summary>
    public static IReadOnlyList<Mutation> All { get; } =
    [
        new("conflict-ignored", "A typed subject that differs from the piped one is ignored.",
            Binding + "Subject.cs", "throw Conflict(id, parameter, typed, parameter == names.NameParameter ? names.Payload : null);", "",
            s_scripts),
        new("default-completes-object", "A default resource group completes an object that has none.",
            Binding + "Subject.cs", "(cmdlet.IsTyped(\"ResourceGroupName\") ? names.ResourceGroupName : null)\n            ?? throw",
            "names.ResourceGroupName ?? cmdlet.DefaultResourceGroupName ?? throw", s_scripts),
        new("wrong-type-accepted", "An object of another resource type is taken for the resource.",
            Binding + "Subject.cs",
            "Is(input.Id.ResourceType, names.ResourceType) ? input.Id : throw NotSupported(cmdlet, input, names.ResourceType),",
            "input.Id,",
            Mutation.Classes("PipedInputTests")),
        new("row-subscription-ignored", "A row's subscription is ignored.",
            Binding + "Subject.cs", "row[\"SubscriptionId\"] ?? row.Id?.SubscriptionId ?? cmdlet.Subscription;", "cmdlet.Subscription;",
            s_scripts),
        new("state-taken-for-wanted", "The properties of an output count as desired values.",
            Binding + "PipedObject.cs", "\n            && !s_stateMarkers.Any(Has);", ";", Mutation.Classes("PipedInputTests")),
        new("current-type-is-target", "A cluster's current outbound type is taken for the target.",
            Binding + "PipedObject.cs", "=> IsRow || (Has(\"Ready\")", "=> IsRow || Has(\"OutboundType\") || (Has(\"Ready\")", s_scripts),
        new("deserialized-is-foreign", "A deserialized object of this module isn't recognized.",
            Binding + "PipedObject.cs", "[\"Deserialized.AksEgress.\", ", "[",
            s_matrix),
        new("unrelated-is-related", "A resource without relations leads to a listing instead of an error.",
            "src/AksEgress.Core/Relations/RelationTable.cs", "        : [];", "        : OfResourceGroup;", s_matrix),
        new("listing-instead-of-related", "A piped resource becomes a listing of its resource type.",
            Engine + "GetCmdletBase.cs", "await WriteRelatedAsync(Piped.Id, cancellationToken)", "await FindAsync(null, cancellationToken)",
            s_scripts),
        new("other-name-ignored", "A name that is typed with a piped one is ignored.",
            Engine + "GetCmdletBase.cs", "RequireNoOtherName(name);", "", s_scripts),
        new("row-values-remain", "A row's values apply to the next row.",
            Engine + "EgressCmdletBase.cs", "_rows.Reset();", "", Mutation.Classes("RowValueTests")),
        new("default-counts-as-typed", "A value of $PSDefaultParameterValues counts as typed and contradicts the pipeline.",
            Binding + "DefaultParameters.cs", "defaults is null || !IsDefault(",
            "defaults is null || bound.Key.Length > 0 || !IsDefault(", Mutation.Classes("PipedInputTests")),
        new("foreign-makes-resource", "An object of another product makes a resource.",
            Binding + "NewInput.cs", "PipedKind.Row when RowParameters.Describes((System.Management.Automation.PSCmdlet)cmdlet, input) =>",
            "PipedKind.Row or PipedKind.Foreign =>",
            Mutation.Classes("PipedInputTests")),
        new("parent-dropped", "A piped resource that isn't a parent is silently ignored.",
            Binding + "NewInput.cs", ": throw Subject.NotSupported(cmdlet, input, parents.Count > 0 ? parents[0] : wanted)", ": None",
            s_matrix),
        new("row-value-unchecked", "A row's value isn't checked as a typed one is.",
            Binding + "RowParameters.cs", "_ = new PSVariable(parameter.Name, converted, ScopedItemOptions.None, checks);", "_ = checks;",
            Mutation.Classes("RowValueTests")),
        new("unknown-column-silent", "A column without a parameter is silently ignored.",
            Binding + "RowParameters.cs", "unknown.Add(column);", "", Mutation.Classes("RowValueTests")),
        new("completion-unescaped", "Completion of a name with typographic quotes ends the argument early.",
            Completer, "CodeGeneration.EscapeSingleQuotedStringContent(name)", "name.Replace(\"'\", \"''\", StringComparison.Ordinal)",
            Mutation.Classes("CompletionQuotingTests")),
        new("completion-control-characters", "Completion offers a name with control characters.",
            Completer, " && !name.Any(char.IsControl)", "", Mutation.Classes("CompletionQuotingTests")),
        new("completion-bare", "Completion offers a name that reads as a parameter or a number without quotes.",
            Completer, "return isWord && name.All", "return name.All", Mutation.Classes("CompletionQuotingTests")),
    ];
}
