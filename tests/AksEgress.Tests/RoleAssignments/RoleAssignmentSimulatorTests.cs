using System.Net;
using AksEgress.Simulator;
using AksEgress.Tests.Simulator;

namespace AksEgress.Tests.RoleAssignments;

/// <summary>Identities and role assignments in the simulator.</summary>
public sealed class RoleAssignmentSimulatorTests : IDisposable
{
    private const string Reader = SimulatedArm.Subscription
        + "/providers/Microsoft.Authorization/roleDefinitions/acdd72a7-3385-48ef-bd42-f606fba81ae7";
    private static readonly string s_vnet = SimulatedArm.NetworkId("rg", "virtualNetworks", "vnet");
    private static readonly string s_identity = SimulatedArm.Group("rg")
        + "/providers/Microsoft.ManagedIdentity/userAssignedIdentities/acting";
    private readonly SimulatedArm _arm = new();

    public RoleAssignmentSimulatorTests()
    {
        _arm.MakeGroup("rg");
        _arm.Make(
            s_vnet,
            """{"location":"eastus","properties":{"addressSpace":{"addressPrefixes":["10.0.0.0/16"]},"subnets":["""
                + """{"name":"aks","properties":{"addressPrefix":"10.0.1.0/24"}}]}}""");
    }

    [Fact]
    public void An_identity_is_created_immediately_and_keeps_its_read_only_members()
    {
        var made = _arm.Put(s_identity, """{"location":"East US","tags":{"a":"b"},"properties":{"principalId":"mine"}}""");
        Assert.Equal(HttpStatusCode.Created, made.Status);
        Assert.Equal("eastus", (string?)made.Body!["location"]);
        Assert.Equal(ArmSimulator.TenantId, (string?)made.Body["properties"]!["tenantId"]);
        Assert.True(Guid.TryParse((string?)made.Body["properties"]!["principalId"], out _));
        Assert.NotEqual((string?)made.Body["properties"]!["principalId"], (string?)made.Body["properties"]!["clientId"]);
        Assert.Null(made.Body["properties"]!["provisioningState"]);

        var again = _arm.Put(s_identity, """{"location":"eastus"}""");
        Assert.Equal(HttpStatusCode.OK, again.Status);
        Assert.Equal((string?)made.Body["properties"]!["principalId"], (string?)again.Body!["properties"]!["principalId"]);
        Assert.Equal(HttpStatusCode.Conflict, _arm.Put(s_identity, """{"location":"westus"}""").Status);
        Assert.Equal("LocationRequired", _arm.Put(s_identity + "2", "{}").Code);
        Assert.Equal("InvalidResourceName", _arm.Put(s_identity[..^6] + "ab", """{"location":"eastus"}""").Code);

        _arm.Delete(s_identity);
        Assert.Equal(HttpStatusCode.NotFound, _arm.Get(s_identity).Status);
    }

    [Fact]
    public void At_the_maximum_time_everything_is_known_immediately()
    {
        using SimulatedArm late = new(new SimulatorOptions { TimeScale = 1e18 });
        late.Clock.Advance(1000);
        Assert.Equal(HttpStatusCode.Created, late.Put(SimulatedArm.Group("rg"), """{"location":"eastus"}""").Status);
        var identity = late.Put(s_identity, """{"location":"eastus"}""");
        Assert.Equal(HttpStatusCode.Created, identity.Status);

        var assignments = SimulatedArm.Group("rg") + "/providers/Microsoft.Authorization/roleAssignments";
        var given = late.Put(
            assignments + "/11111111-2222-3333-4444-555555555555",
            $$"""{"properties":{"principalId":"{{identity.Body!["properties"]!["principalId"]}}","roleDefinitionId":"{{Reader}}"} }""");
        Assert.Equal(HttpStatusCode.Created, given.Status);
        Assert.Single(late.Get(assignments).Body!["value"]!.AsArray());
    }

    [Fact]
    public void A_new_principal_is_not_in_the_directory_for_some_seconds()
    {
        var principal = Principal();
        var early = Assign(s_vnet, principal);
        Assert.Equal(HttpStatusCode.BadRequest, early.Status);
        Assert.Equal("PrincipalNotFound", early.Code);
        Assert.Contains("replication delay", early.Message, StringComparison.Ordinal);

        _arm.Clock.Advance(30);
        var given = Assign(s_vnet, principal);
        Assert.Equal(HttpStatusCode.Created, given.Status);
        Assert.Equal(s_vnet, (string?)given.Body!["properties"]!["scope"]);
        Assert.Equal("ServicePrincipal", (string?)given.Body["properties"]!["principalType"]);
        Assert.Equal(Reader, (string?)given.Body["properties"]!["roleDefinitionId"]);
    }

    [Fact]
    public void The_same_assignment_under_another_name_already_exists()
    {
        var principal = Principal();
        _arm.Clock.Advance(30);
        Assert.Equal(HttpStatusCode.Created, Assign(s_vnet, principal).Status);
        Assert.Equal(
            (HttpStatusCode.Conflict, "RoleAssignmentExists"),
            Outcome(Assign(s_vnet, principal, name: "22222222-2222-4222-8222-222222222222")));
        Assert.Equal((HttpStatusCode.Conflict, "RoleAssignmentExists"), Outcome(Assign(s_vnet, principal)));
        Assert.Equal(
            (HttpStatusCode.BadRequest, "RoleAssignmentUpdateNotPermitted"),
            Outcome(Assign(s_vnet, "33333333-3333-4333-8333-333333333333")));
        Assert.Equal(HttpStatusCode.Created, Assign(s_vnet + "/subnets/aks", principal).Status);
    }

    [Theory]
    [InlineData(
        "subnets/nope",
        "11111111-1111-4111-8111-111111111111",
        "acdd72a7-3385-48ef-bd42-f606fba81ae7",
        "44444444-4444-4444-8444-444444444444",
        "ResourceNotFound")]
    [InlineData(
        "subnets/aks",
        "not-a-guid",
        "acdd72a7-3385-48ef-bd42-f606fba81ae7",
        "44444444-4444-4444-8444-444444444444",
        "InvalidRoleAssignmentId")]
    [InlineData(
        "subnets/aks",
        "11111111-1111-4111-8111-111111111111",
        "aaaaaaaa-3385-48ef-bd42-f606fba81ae7",
        "44444444-4444-4444-8444-444444444444",
        "RoleDefinitionDoesNotExist")]
    [InlineData("subnets/aks", "11111111-1111-4111-8111-111111111111", "acdd72a7-3385-48ef-bd42-f606fba81ae7", "me", "InvalidPrincipalId")]
    public void Invalid_requests_are_refused(string scope, string name, string role, string principal, string code) =>
        Assert.Equal(code, Assign($"{s_vnet}/{scope}", principal, name, Reader[..^36] + role).Code);

    [Fact]
    public void An_unknown_principal_is_accepted_only_with_its_type()
    {
        var path = $"{s_vnet}/providers/Microsoft.Authorization/roleAssignments/11111111-1111-4111-8111-111111111111";
        var body = $$"""{"properties":{"roleDefinitionId":"{{Reader}}","principalId":"44444444-4444-4444-8444-444444444444"} }""";
        Assert.Equal("PrincipalNotFound", _arm.Put(path, body).Code);
        Assert.Equal(HttpStatusCode.Created, Assign(s_vnet, "44444444-4444-4444-8444-444444444444").Status);
    }

    [Fact]
    public void A_list_contains_assignments_above_and_below_and_can_be_filtered()
    {
        var principal = Principal();
        _arm.Clock.Advance(30);
        foreach (var scope in (string[])[SimulatedArm.Subscription, SimulatedArm.Group("rg"), s_vnet, s_vnet + "/subnets/aks"])
        {
            Assert.Equal(HttpStatusCode.Created, Assign(scope, principal).Status);
        }

        Assign(s_vnet, "44444444-4444-4444-8444-444444444444", "55555555-5555-4555-8555-555555555555");
        Assert.Equal(0, List(s_vnet, ""));
        Assert.Equal(
            HttpStatusCode.OK,
            _arm.Get($"{s_vnet}/providers/Microsoft.Authorization/roleAssignments/55555555-5555-4555-8555-555555555555").Status);
        _arm.Clock.Advance(4.9);
        Assert.Equal(0, List(s_vnet, ""));
        _arm.Clock.Advance(0.2);
        Assert.Equal(5, List(s_vnet, ""));
        Assert.Equal(4, List(s_vnet, "&$filter=principalId%20eq%20%27" + principal + "%27"));
        Assert.Equal(3, List(s_vnet, "&$filter=atScope()%20and%20principalId%20eq%20%27" + principal + "%27"));
        Assert.Equal(
            HttpStatusCode.BadRequest,
            _arm.Get($"{s_vnet}/providers/Microsoft.Authorization/roleAssignments?$filter=nonsense", "2022-04-01").Status);

        var resources = _arm.Read(SimulatedArm.Group("rg") + "/resources")["value"]!.AsArray().Select(one => (string?)one!["type"]);
        Assert.DoesNotContain("Microsoft.Authorization/roleAssignments", resources);

        var path = $"{s_vnet}/providers/Microsoft.Authorization/roleAssignments/11111111-1111-4111-8111-111111111111";
        Assert.Equal(HttpStatusCode.OK, _arm.Send("DELETE", path).Status);
        Assert.Equal(HttpStatusCode.NoContent, _arm.Send("DELETE", path).Status);
        Assert.Equal("RoleAssignmentNotFound", _arm.Get(path).Code);
    }

    [Fact]
    public void Roles_are_found_by_name()
    {
        var path = s_vnet + "/providers/Microsoft.Authorization/roleDefinitions?$filter=roleName%20eq%20%27network%20contributor%27";
        var found = Assert.Single(_arm.Read(path, "2022-04-01")["value"]!.AsArray());
        Assert.Equal("4d97b98b-1d4f-4787-a291-c67834d212e7", (string?)found!["name"]);
        Assert.Equal("Reader", (string?)_arm.Read(Reader)["properties"]!["roleName"]);
    }

    [Fact]
    public void A_loaded_identity_is_known_to_the_directory()
    {
        var principal = Principal();
        _arm.Simulator.Load(_arm.Simulator.Save());
        Assert.Equal(HttpStatusCode.Created, Assign(s_vnet, principal).Status);
    }

    public void Dispose() => _arm.Dispose();

    private static (HttpStatusCode, string?) Outcome(SimulatedArm.Answer answer) => (answer.Status, answer.Code);

    private string Principal() => (string)_arm.Put(s_identity, """{"location":"eastus"}""").Body!["properties"]!["principalId"]!;

    private int List(string scope, string filter) =>
        _arm.Read($"{scope}/providers/Microsoft.Authorization/roleAssignments?api-version=2022-04-01{filter}")["value"]!.AsArray().Count;

    private SimulatedArm.Answer Assign(
        string scope, string principal, string name = "11111111-1111-4111-8111-111111111111", string role = Reader) => _arm.Put(
        $"{scope}/providers/Microsoft.Authorization/roleAssignments/{name}",
        $$"""{"properties":{"roleDefinitionId":"{{role}}","principalId":"{{principal}}","principalType":"ServicePrincipal"} }""");
}
