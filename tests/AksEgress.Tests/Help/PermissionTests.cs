using System.Text.RegularExpressions;

namespace AksEgress.Tests.Help;

/// <summary>A page names each action that its command's requests need, so that a role with these actions is sufficient.</summary>
[Trait("Engine", "Both")]
public sealed partial class PermissionTests
{
    // Requests that no trace contains: a real sign-in, reads while waiting for an operation of an earlier command, and the tenant,
    // which an earlier command of the session has read.
    private static readonly Dictionary<string, string[]> s_unseen = new(StringComparer.Ordinal)
    {
        ["Connect-AksEgress"] = ["Microsoft.Resources/subscriptions/read"],

        // In the recordings of 2022-01-01, DELETE of a policy is complete with its 200; the public specification also has 202 with
        // an operation.
        ["Remove-AksEgressFirewallPolicy"] = ["Microsoft.Network/locations/operations/read"],
        // No cmdlet creates an IP group, and no example has one.
        ["Test-AksEgressPath"] = ["Microsoft.Network/ipGroups/read"],

        // The nodes of the sample clusters are in scale sets, which have no effective routes.
        ["Get-AksEgressRoute"] = ["Microsoft.Network/networkInterfaces/effectiveRouteTable/action"],
        ["Get-AksEgressOperation"] =
        [
            "Microsoft.Resources/subscriptions/read", "Microsoft.ContainerService/managedClusters/read",
            "Microsoft.ContainerService/managedClusters/agentPools/read", "Microsoft.Network/azureFirewalls/read",
        ],

        // learn.microsoft.com/azure/aks/aks-service-permissions: for clusters with backend pools of type nodeIP, the monitoring add-on,
        // or a disk encryption set. Azure checks them inside the PUT.
        ["Set-AksOutboundType"] =
        [
            "Microsoft.Network/virtualNetworks/joinLoadBalancer/action", "Microsoft.OperationalInsights/workspaces/read",
            "Microsoft.OperationalInsights/workspaces/sharedkeys/read", "Microsoft.OperationsManagement/solutions/read",
            "Microsoft.OperationsManagement/solutions/write", "Microsoft.Compute/diskEncryptionSets/read",
        ],
        ["Stop-AksEgressOperation"] = ["Microsoft.Resources/subscriptions/read"],
        ["Undo-AksOutboundType"] = ["Microsoft.Resources/subscriptions/read"],
        ["Wait-AksEgressOperation"] =
        [
            "Microsoft.Resources/subscriptions/read", "Microsoft.ContainerService/locations/operations/read",
            "Microsoft.Network/locations/operations/read"
        ],
    };

    // An operation contains its origin, and the tenant is part of it.
    private const string TenantRead = "Microsoft.Resources/subscriptions/read";

    public static TheoryData<string> Written => Pages.Written;

    // Register-AksEgressFeature returns the feature instead of an operation.
    public static TheoryData<string> ReturningOperations => new(Pages.Commands
        .Where(command => command.Name != "Register-AksEgressFeature")
        .Where(command => command.Parameters.Any(parameter => parameter.Name == "NoWait"))
        .Select(command => command.Name));

    [Theory]
    [MemberData(nameof(Written))]
    public void A_page_names_exactly_the_permissions_that_its_command_needs(string name)
    {
        var page = Pages.Read(name);
        var named = Action().Matches(string.Join(' ', page.Notes)).Select(match => match.Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var scripts = page
            .Examples.Where(example => example.NotRun is null)
            .Select(example => (example.Title, Prepare: (string?)null, example.Code))
            .Concat(PermissionScripts.For(name).Select(script => ("also: " + script.Code, script.Prepare, script.Code)));
        var missing = new SortedDictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var unasked = named
            .Except(s_unseen.GetValueOrDefault(name, []), StringComparer.OrdinalIgnoreCase)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (Pages.Commands.First(command => command.Name == name).Parameters.Any(parameter => parameter.Name == "NoWait"))
        {
            unasked.Remove(TenantRead);
        }

        foreach (var (title, prepare, code) in scripts)
        {
            var (requests, state) = Examples.Watch($"{name}, {title}", prepare, code, name);
            var asked = RequestedActions.Of(requests, state);
            unasked.ExceptWith(asked);
            foreach (var action in asked.Except(named, StringComparer.OrdinalIgnoreCase))
            {
                missing.TryAdd(action, title);
            }
        }

        Assert.True(
            missing.Count == 0,
            $"{name} asks for these, and its page does not name them: "
                + $"{string.Join(", ", missing.Select(pair => $"{pair.Key} ({pair.Value})"))}");
        Assert.True(
            unasked.Count == 0, $"The page of {name} names these, and no example or script asks for them: {string.Join(", ", unasked)}");
    }

    [Theory]
    [MemberData(nameof(ReturningOperations))]
    public void A_page_names_the_permission_to_read_the_tenant_for_NoWait(string name) =>
        Assert.Contains($"`{TenantRead}`", string.Join(' ', Pages.Text(name).Split("## NOTES")[1].Split('\n')), StringComparison.Ordinal);

    [Fact]
    public void Additional_scripts_are_for_existing_commands() =>
        Assert.Empty(PermissionScripts.Commands.Except(Pages.Commands.Select(command => command.Name)));

    [GeneratedRegex(@"Microsoft\.\w+(?:/[\w*]+)+")]
    private static partial Regex Action();
}
