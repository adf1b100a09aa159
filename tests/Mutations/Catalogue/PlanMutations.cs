namespace AksEgress.Mutations;

/// <summary>
/// Plans and their execution: the checks, the displayed text, the prompts, and the records before and during a change.
/// </summary>
internal static class PlanMutations
{
    private const string Core = "src/AksEgress.Core/";
    private const string Engine = "src/AksEgress.PowerShell/Engine/";
    private const string Runner = Engine + "PlanRunner.cs";
    private const string Operations = "src/AksEgress.PowerShell/Sessions/OperationList.cs";
    private static readonly string s_creations = Mutation.Classes("ResourceCreationTests", "ConcurrentCreationTests", "LostAnswerTests");

    private static readonly string s_questions = Mutation.Classes("SubnetPromptTests");

    private static readonly string s_force = "FullyQualifiedName~OutboundTypeCmdletTests.Force_answers";

    private static readonly string s_operations = "FullyQualifiedName~OutboundTypeCmdletTests.NoWait_leaves|"
        + "FullyQualifiedName~OutboundTypeCmdletTests.The_same_command_after|"
        + "FullyQualifiedName~OutboundTypeCmdletTests.Set_AfterArmRefused";

    /// <summary>All mutations of this area.</summary>
    public static IReadOnlyList<Mutation> All { get; } =
    [
        new("force-beats-whatif", "-Force makes a change that -WhatIf should only show.",
            Runner, "(IsForced && !cmdlet.WhatIf)", "IsForced", s_force),
        new("force-beats-whatif-preference", "-Force makes a change that $WhatIfPreference should only show.",
            Engine + "EgressCmdletBase.cs", ": LanguagePrimitives.IsTrue(SessionState.PSVariable.GetValue(\"WhatIfPreference\"));",
            ": false;",
            s_force),
        new("force-beats-confirm", "-Force suppresses the prompt that -Confirm requests.",
            Runner, "confirm is SwitchParameter { IsPresent: true })", "confirm is null)",
            s_questions),
        new("declined-plan-runs", "A plan runs although -WhatIf is set or the user declined.",
            Runner, "plan.Kind == ChangeKind.None || await ConfirmAsync(plan.Describe(), plan.CriticalPrompt).ConfigureAwait(false)",
            "await ConfirmAsync(plan.Describe(), plan.CriticalPrompt).ConfigureAwait(false) || plan.Kind != ChangeKind.None",
            s_questions),
        new("critical-prompt-skipped", "The second prompt of a plan isn't shown.",
            Runner, "ConfirmAsync(plan.Describe(), plan.CriticalPrompt)", "ConfirmAsync(plan.Describe(), null)",
            s_questions),
        new("cut-unasked", "A Set- cmdlet cuts connections without its second prompt.",
            Core + "Subnets/SubnetPlan.cs", "CriticalPrompt => InterruptsTraffic\n",
            "CriticalPrompt => InterruptsTraffic && Occupants < 0\n",
            s_questions),
        new("cut-unasked-route", "A route change cuts connections without its second prompt.",
            Core + "RouteTables/RoutePlan.cs", "CriticalPrompt => InterruptsTraffic\n",
            "CriticalPrompt => InterruptsTraffic && Table.Subnets.Count < 0\n",
            Mutation.Classes("RouteTests")),
        new("cut-unasked-nat-gateway", "A NAT gateway loses an egress IP address without a second prompt.",
            Core + "NatGateways/NatGatewayPlan.cs", "CriticalPrompt => InterruptsTraffic\n",
            "CriticalPrompt => InterruptsTraffic && Before.Subnets.Count < 0\n",
            Mutation.Classes("NatGatewayTests")),
        new("cut-unasked-existing", "-AllowExisting changes a resource that may carry traffic without a second prompt.",
            Core + "Plans/CreationPlan.cs", "InterruptsTraffic => Changes.Count > 0 &&", "InterruptsTraffic => Changes.Count < 0 &&",
            Mutation.Classes("DeprecatedForceTests")),
        new("ranges-switched-unasked", "Authorized ranges are turned on or off without a second prompt.",
            Core + "AuthorizedRanges/AuthorizedRangePlan.cs", "CriticalPrompt = question is null ? null",
            "CriticalPrompt = question is null || question.Length > 0 ? null",
            Mutation.Classes("AuthorizedRangeCmdletTests")),
        new("nowait-beside-asjob", "-NoWait together with -AsJob isn't refused.",
            Runner, "if (noWait && asJob)", "if (noWait && asJob && Environment.ProcessId < 0)",
            "FullyQualifiedName~LongRunningTests.NoWait_BesideAsJob"),
        new("plan-warnings-dropped", "A plan's warnings aren't shown before the prompt.",
            Runner, "foreach (var warning in plan.Warnings)", "foreach (var warning in plan.Warnings.Take(0))",
            Mutation.Classes("AuthorizedRangeCmdletTests")),
        new("finding-warnings-dropped", "Findings of severity Warning aren't shown before the prompt.",
            Runner, "finding.Severity != FindingSeverity.Information", "finding.Severity == FindingSeverity.Error",
            "FullyQualifiedName~ClusterCmdletTests.An_identity_without_a_role"),
        new("findings-ignored", "A plan whose findings have errors runs without -SkipPreflight.",
            Runner, "if (!SkipPreflight)", "if (!SkipPreflight && cmdlet.WhatIf)",
            "FullyQualifiedName~OutboundTypeCmdletTests.What_ARM_would_refuse"),
        new("cluster-findings-ignored", "A cluster whose findings have errors is created without -SkipPreflight.",
            Core + "Provisioning/ClusterCreationPlan.cs", "RequireNoErrors(Findings,", "RequireNoErrors([],",
            "FullyQualifiedName~ClusterCmdletTests.What_AKS_would_refuse"),
        new("node-pool-findings-ignored", "A node pool whose findings have errors is added without -SkipPreflight.",
            Core + "Provisioning/NodePoolPlan.cs", "RequireNoErrors(Findings,", "RequireNoErrors([],",
            "FullyQualifiedName~NodePoolCmdletTests.A_pool_in_a_subnet"),
        new("topology-findings-ignored", "A topology creates a cluster whose findings have errors.",
            Core + "Topologies/ClusterPart.cs", "plan.RequireReady();", "",
            "FullyQualifiedName~TopologyTests.Run_TheSubnetLostItsRouteTable"),
        new("operation-not-kept", "A started operation isn't kept in the log.",
            Core + "Plans/WritePlan.cs", "context.Log?.Add(operation);", "", "FullyQualifiedName~LongRunningTests.NoWait_ThenWait"),
        new("command-not-kept", "A started command in a cluster isn't kept in the log.",
            Core + "RunCommands/CommandPlan.cs", "context.Log?.Add(operation);", "",
            "FullyQualifiedName~RunCommandCmdletTests.A_command_can_be_left_running"),
        new("operation-log-missing", "Plans run without the session's operation log.",
            Runner, "new(gateway, cmdlet.Session.Operations,", "new(gateway, null,", s_operations),
        new("operation-log-missing-in-job", "A plan in a job runs without the session's operation log.",
            Runner, "new PlanContext(traced, operations,", "new PlanContext(traced, operations.Count < 0 ? operations : null,",
            "FullyQualifiedName~OutboundTypeCmdletTests.AsJob"),
        new("operation-not-replaced", "The log keeps an operation as it was before ARM accepted it, without a token.",
            Operations, "_operations[at] = accepted;", "_ = accepted;", s_operations),
        new("unfinished-record-not-kept", "The session doesn't keep the change record of an operation.",
            Operations, "Unfinished[operation.ResourceId] = record;", "_ = record;", s_operations),
        new("earlier-record-lost", "A refused change drops the record of the earlier one that it resumed.",
            Operations, "Unfinished[sent.ResourceId] = previous;", "_ = previous;", s_operations),
        new("creation-changes-existing", "A creation plan without AllowExisting changes an existing resource.",
            Core + "Plans/ResourceCreation.cs", "if (!target.AllowExisting)", "if (!target.AllowExisting && found.Root.Count == 0)",
            s_creations),
        new("creation-resumes-foreign", "A creation plan takes another unfinished resource of the same name for its own.",
            Core + "Plans/ResourceCreation.cs",
            "\n        && DocumentComparison.Missing(DocumentComparison.Compare(new JsonObject(), requested.Root), found.Root).Count == 0;",
            ";",
            s_creations),
        new("creation-replaces-without-waiting", "A creation that isn't waited for replaces a cluster that appeared.",
            Core + "Plans/CreationPlan.cs", "store.StartWriteAsync(Id, Sent(), read: null, mustBeNew: guarded,",
            "store.StartWriteAsync(Id, Sent(), read: null, mustBeNew: false,", s_creations),
        new("creation-replaces", "A creation that is waited for replaces a cluster that appeared.",
            Core + "Plans/CreationPlan.cs", "store.WriteAsync(Id, Sent(), read: null, mustBeNew: guarded,",
            "store.WriteAsync(Id, Sent(), read: null, mustBeNew: false,", s_creations),
        new("creation-updates-unconditionally", "A change of an existing resource that isn't waited for is sent without its etag.",
            Core + "Plans/CreationPlan.cs", "store.StartWriteAsync(Id, Sent(), Read, mustBeNew: false,",
            "store.StartWriteAsync(Id, Sent(), null, mustBeNew: false,", s_creations),
        new("creation-not-compared", "A member of a new resource that ARM accepted and dropped is reported as done.",
            Core + "Plans/CreationPlan.cs", "return missing.Count == 0 ? result", "return missing.Count >= 0 ? result",
            s_creations),
        new("secret-in-shown-document", "A secret is in the document that a plan shows.",
            Core + "Provisioning/ClusterDocument.cs",
            "properties[\"servicePrincipalProfile\"] = new JsonObject { [\"clientId\"] = principal.ClientId };",
            "principal.Seal(document);", Mutation.Classes("ClusterRequestTests")),
        new("secret-kept-in-plan", "Sending leaves a secret in the plan's document, and with -NoWait in the operation's token.",
            Core + "Plans/CreationPlan.cs", "var sent = Document.Copy();", "var sent = Document;",
            Mutation.Classes("ClusterRequestTests")),
    ];
}
