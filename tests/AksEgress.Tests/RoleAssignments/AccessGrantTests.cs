using System.Text.Json.Nodes;
using AksEgress.Core.Arm;
using AksEgress.Core.Errors;
using AksEgress.Core.Provisioning;
using AksEgress.Core.RoleAssignments;
using AksEgress.Tests.Fakes;

namespace AksEgress.Tests.RoleAssignments;

public sealed class AccessGrantTests
{
    private const string Principal = "7aa4b7b3-1b43-4a5e-9a49-0a6f9b0d2f11";
    private const string NetworkContributor = "4d97b98b-1d4f-4787-a291-c67834d212e7";
    private readonly FakeGateway _arm = new();
    private readonly ArmResourceId _identity = FakeGateway.Id(ResourceTypes.UserAssignedIdentities, "acting");
    private readonly ArmResourceId _subnet = FakeGateway.Id(ResourceTypes.Subnets, "vnet", "aks");
    private readonly List<string> _told = [];
    private readonly List<JsonObject> _assignments = [];

    public AccessGrantTests()
    {
        _arm.Add(_identity, $$"""{ "location": "eastus", "properties": { "principalId": "{{Principal}}" } }""");
        _arm.Answer = request =>
            request.Method == "GET" && request.Path.EndsWith("/roleAssignments", StringComparison.Ordinal) ? List() : null;
    }

    [Fact]
    public async Task A_role_is_assigned_with_the_principals_type_and_a_derived_name()
    {
        var given = await GrantAsync(Request());

        var write = Assert.Single(_arm.Writes);
        Assert.Equal($"{_subnet.Path}/providers/Microsoft.Authorization/roleAssignments/{given.Name}", write.Path);
        Assert.Equal("2022-04-01", write.ApiVersion);
        var properties = _arm.OnlyWrite()["properties"]!;
        Assert.Equal(Principal, (string?)properties["principalId"]);
        Assert.Equal("ServicePrincipal", (string?)properties["principalType"]);
        Assert.EndsWith("/roleDefinitions/" + NetworkContributor, (string?)properties["roleDefinitionId"], StringComparison.Ordinal);
        Assert.Equal(given.Name, RoleIds.Name(_subnet.Text.ToUpperInvariant(), Principal.ToUpperInvariant(), "/x/" + NetworkContributor));
        Assert.NotEqual(given.Name, RoleIds.Name(_subnet.Text, Principal, "/x/acdd72a7-3385-48ef-bd42-f606fba81ae7"));
        Assert.Equal('8', given.Name[14]);
    }

    [Fact]
    public async Task An_equal_assignment_is_found_whatever_its_name_and_casing()
    {
        Exists("11111111-2222-4333-8444-555555555555", _subnet.Text.ToUpperInvariant());

        Assert.Equal("11111111-2222-4333-8444-555555555555", (await GrantAsync(Request())).Name);
        Assert.Empty(_arm.Writes);
        Assert.Contains(_arm.Requests, request => request.Query == "$filter=principalId%20eq%20%27" + Principal + "%27");
    }

    [Fact]
    public async Task An_assignment_at_a_wider_scope_does_not_count_as_equal()
    {
        Exists("11111111-2222-4333-8444-555555555555", ArmResourceId.Group(FakeGateway.Subscription, "rg").Text);

        await GrantAsync(Request());

        Assert.Single(_arm.Writes);
    }

    [Fact]
    public async Task An_assignment_by_another_client_is_accepted()
    {
        var list = _arm.Answer!;
        _arm.Answer = request =>
        {
            if (request.Writes)
            {
                Exists("99999999-2222-4333-8444-555555555555", _subnet.Text);
                throw FakeGateway.Refusal(request, 409, "RoleAssignmentExists");
            }

            return list(request);
        };

        Assert.StartsWith("9999", (await GrantAsync(Request())).Name, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_assignment_that_lists_do_not_contain_yet_is_found_by_its_name()
    {
        var list = _arm.Answer!;
        _arm.OnWrite = document => document["properties"]!["scope"] = _subnet.Text;
        var given = await GrantAsync(Request());
        _arm.Answer = request => request.Writes ? throw FakeGateway.Refusal(request, 409, "RoleAssignmentExists") : list(request);

        var again = await GrantAsync(Request());

        Assert.Equal((given.Name, given.PrincipalId), (again.Name, again.PrincipalId));
        Assert.EndsWith("/roleAssignments/" + given.Name, _arm.Requests[^1].Path, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_assignment_that_appears_after_the_plan_or_a_lost_answer_is_not_overwritten(bool isLost)
    {
        var grant = new AccessGrant(_arm);
        var plan = await grant.PlanAsync(Request(), CancellationToken.None);
        var path = ArmResourceId.Parse(_subnet.Text).Path + "/providers/Microsoft.Authorization/roleAssignments/"
            + RoleIds.Name(_subnet.Text, Principal, plan.RoleDefinitionId);
        var document = $$"""{ "properties": { "principalId": "{{Principal}}", "roleDefinitionId": "{{plan.RoleDefinitionId}}","""
            + """ "condition": "theirs" } }""";
        var lookups = 0;
        var sent = 0;
        _arm.Answer = request =>
        {
            if (request.Path != path)
            {
                return null;
            }

            sent += request.Writes ? 1 : 0;
            return request.Writes ? throw new ArmAccessException(ArmAccessFailure.Connection, "dropped")
                : isLost && ++lookups == 1 ? throw FakeGateway.Refusal(request, 404, "RoleAssignmentNotFound")
                : new ArmResponse(200, document, null, null, null);
        };

        Assert.Equal(Principal, (await grant.RunAsync(plan, CancellationToken.None)).PrincipalId);
        Assert.Equal(isLost ? 1 : 0, sent);
    }

    [Fact]
    public async Task Another_conflict_is_shown_as_ARM_returns_it()
    {
        var list = _arm.Answer!;
        _arm.Answer = request => request.Writes ? throw FakeGateway.Refusal(request, 409, "ScopeLocked") : list(request);

        Assert.Equal("ScopeLocked", (await Assert.ThrowsAsync<ArmException>(() => GrantAsync(Request()))).Code);
    }

    [Fact]
    public async Task A_principal_that_the_directory_does_not_know_yet_is_retried_for_a_limited_time()
    {
        var list = _arm.Answer!;
        var tries = 0;
        _arm.Answer = request =>
            request.Writes && ++tries < 4 ? throw FakeGateway.Refusal(request, 400, "PrincipalNotFound") : list(request);
        Assert.Equal(Principal, (await GrantAsync(Request())).PrincipalId);
        Assert.Equal(4, tries);
        Assert.Equal(3, _told.Count);

        _arm.Answer = request => request.Writes
            ? throw FakeGateway.Refusal(request, 400, "PrincipalNotFound")
            : request.Path.Contains("/roleAssignments/", StringComparison.Ordinal)
                ? throw FakeGateway.Refusal(request, 404, "RoleAssignmentNotFound")
            : list(request);
        var error = await Assert.ThrowsAsync<EgressException>(() => GrantAsync(Request()));
        Assert.Equal(nameof(EgressErrors.PrincipalNotReplicated), error.Id);
        Assert.Contains("identity 'acting'", error.Message, StringComparison.Ordinal);
        Assert.Equal(3 + AccessGrant.Waits.Count, _told.Count);
    }

    [Theory]
    [InlineData("x' or principalId ne '", "InvalidPrincipalId")]
    [InlineData("", "InvalidPrincipalId")]
    public async Task An_invalid_principal_is_refused_before_any_request(string principal, string expected)
    {
        var error = await Assert.ThrowsAsync<EgressException>(() =>
            GrantAsync(new AccessRequest(new AccessScope(_subnet.Text)) { PrincipalId = principal }));
        Assert.Equal(expected, error.Id);
        Assert.Empty(_arm.Requests);
    }

    [Fact]
    public async Task A_role_name_with_quotes_is_escaped_in_the_lookup()
    {
        var list = _arm.Answer!;
        string? query = null;
        _arm.Answer = request =>
        {
            if (request.Path.EndsWith("/roleDefinitions", StringComparison.Ordinal))
            {
                query = Uri.UnescapeDataString(request.Query!);
                return Response(
                    """{ "value": [ { "id": "/r/1", "properties": { "roleName": "Our other" } }, { "id": "/r/2", "properties": {"""
                        + """ "roleName": "our 'role'" } } ] }""");
            }

            return list(request);
        };

        await GrantAsync(Request() with { Role = "Our 'role'" });
        Assert.Equal("$filter=roleName eq 'Our ''role'''", query);
        Assert.Equal("/r/2", (string?)_arm.OnlyWrite()["properties"]!["roleDefinitionId"]);

        var error = await Assert.ThrowsAsync<EgressException>(() => GrantAsync(Request() with { Role = "Missing" }));
        Assert.Equal(nameof(EgressErrors.RoleNotFound), error.Id);
    }

    [Theory]
    [InlineData("acdd72a7-3385-48ef-bd42-f606fba81ae7")]
    [InlineData("/providers/Microsoft.Authorization/roleDefinitions/acdd72a7-3385-48ef-bd42-f606fba81ae7")]
    public async Task A_role_can_be_specified_by_GUID_or_id(string role)
    {
        await GrantAsync(Request() with { Role = role });
        Assert.EndsWith(
            "acdd72a7-3385-48ef-bd42-f606fba81ae7", (string?)_arm.OnlyWrite()["properties"]!["roleDefinitionId"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/subscriptions/00000000-0000-0000-0000-000000000001", "subscription 00000000-0000-0000-0000-000000000001")]
    [InlineData("/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg", "resource group 'rg'")]
    public void A_scope_can_be_a_subscription_or_a_group(string id, string words)
    {
        var scope = new AccessScope(id);
        Assert.Equal(words, scope.Describe());
        Assert.Equal(id, scope.ToString());
    }

    [Theory]
    [InlineData("rg")]
    [InlineData("/subscriptions/../x")]
    [InlineData("/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/a/../b")]
    public void An_invalid_scope_is_refused(string id) =>
        Assert.Equal(nameof(EgressErrors.InvalidResourceId), Assert.Throws<EgressException>(() => new AccessScope(id)).Id);

    [Fact]
    public async Task The_list_is_read_page_by_page_and_never_from_another_host()
    {
        Exists("11111111-2222-4333-8444-555555555555", _subnet.Text);
        _arm.Answer = request => request.Query?.Contains("skip", StringComparison.Ordinal) == true
            ? List()
            : request.Writes ? null
            : request.Path.EndsWith("/roleAssignments", StringComparison.Ordinal)
                ? Response(
                    $$"""{ "value": [], "nextLink": "https://elsewhere.test{{request.Path}}"""
                        + """?api-version=2022-04-01&$filter=f&$skipToken=skip" }""")
            : null;

        await GrantAsync(Request());

        Assert.Empty(_arm.Writes);
        Assert.Contains(_arm.Requests, request => request.Query == "$filter=f&$skipToken=skip");
    }

    private AccessRequest Request() => new(new AccessScope(_subnet.Text)) { Identity = _identity };

    private async Task<RoleAssignment> GrantAsync(AccessRequest request)
    {
        var grant = new AccessGrant(_arm, new ImpatientClock(), _told.Add);
        return await grant.RunAsync(await grant.PlanAsync(request, CancellationToken.None), CancellationToken.None);
    }

    private static string Role =>
        $"/subscriptions/{FakeGateway.Subscription}/providers/Microsoft.Authorization/roleDefinitions/"
            + NetworkContributor.ToUpperInvariant();

    private void Exists(string name, string scope) => _assignments.Add(JsonNode.Parse($$"""
        { "id": "{{scope}}/providers/Microsoft.Authorization/roleAssignments/{{name}}", "name": "{{name}}",
          "properties": { "scope": "{{scope}}", "principalId": "{{Principal}}",
          "roleDefinitionId": "{{Role}}" } }
        """)!.AsObject());

    private ArmResponse List() =>
        Response(new JsonObject { ["value"] = new JsonArray([.. _assignments.Select(one => one.DeepClone())]) }.ToJsonString());

    private static ArmResponse Response(string body) => new(200, body, null, null, null);

    /// <summary>A clock whose timers fire immediately.</summary>
    private sealed class ImpatientClock : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? TimeSpan.FromMilliseconds(1) : dueTime, period);
    }
}
