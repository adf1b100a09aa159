using System.Text.Json.Nodes;
using AksEgress.Core.Arm;
using AksEgress.Core.Errors;
using AksEgress.Core.Operations;
using AksEgress.Core.OutboundTypes;
using AksEgress.Core.Resources;
using AksEgress.Tests.Arm;
using AksEgress.Tests.Fakes;

namespace AksEgress.Tests.Operations;

/// <summary>The status of operations started with -NoWait: the meaning of each response, and tokens of unknown origin.</summary>
public sealed class OperationReaderTests
{
    private const string Subscription = "11111111-2222-3333-4444-555555555555";
    private const string SubscriptionBody = $$"""{ "subscriptionId": "{{Subscription}}", "tenantId": "{{Origins.Tenant}}" }""";
    private const string Status =
        "/subscriptions/11111111-2222-3333-4444-555555555555/providers/Microsoft.ContainerService/locations/eastus/operations/op";
    private const string Cluster =
        "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/aks";

    [Theory]
    [InlineData(200, """{ "status": "InProgress" }""", "InProgress")]
    [InlineData(200, """{ "status": "Failed", "error": { "code": "x" } }""", "Failed")]
    [InlineData(200, """{ "properties": { "provisioningState": "Updating" } }""", "Updating")]
    [InlineData(200, "{}", "Succeeded")]
    [InlineData(202, "{}", "InProgress")]
    [InlineData(202, "", "InProgress")]
    [InlineData(204, "", "Succeeded")]
    public async Task The_status_is_ARMs(int status, string body, string shown)
    {
        using var gateway = new OneAnswer(status, body);

        var looked = await new OperationReader(gateway).LookAsync(
            Operation(Token("https://management.azure.com" + Status + "?api-version=2016-03-30")), CancellationToken.None);

        Assert.Equal(shown, looked.Status);
        Assert.NotNull(gateway.Asked);
    }

    [Fact]
    public async Task An_operation_that_ARM_no_longer_has_is_unknown_and_other_refusals_are_errors()
    {
        using var gone = new OneAnswer(404, string.Empty);
        using var closed = new OneAnswer(403, string.Empty);
        var operation = Operation(Token("https://management.azure.com" + Status + "?api-version=1"));

        Assert.Equal("Unknown", (await new OperationReader(gone).LookAsync(operation, CancellationToken.None)).Status);
        await Assert.ThrowsAsync<ArmException>(() => new OperationReader(closed).LookAsync(operation, CancellationToken.None));
    }

    [Fact]
    public async Task An_operation_that_has_ended_is_not_requested()
    {
        using var gateway = new OneAnswer(500, string.Empty);
        var done = EgressOperation.Of(
            Origins.Of(gateway.Session, Subscription),
            ArmResourceId.Parse(Cluster),
            "create",
            default,
            new ArmResponse(200, "{}", null, null, null),
            Origins.Nothing);

        Assert.Equal("Succeeded", (await new OperationReader(gateway).LookAsync(done, CancellationToken.None)).Status);
        Assert.Null(gateway.Asked);
    }

    [Theory]
    [InlineData("https://evil.example" + Status + "?api-version=1")]
    [InlineData("https://management.azure.com.evil.example" + Status + "?api-version=1")]
    [InlineData("https://management.azure.com@evil.example" + Status + "?api-version=1")]
    [InlineData("https://evilmanagement.azure.com" + Status + "?api-version=1")]
    [InlineData(Status + "?api-version=1")]
    [InlineData("file://management.azure.com/etc/passwd?api-version=1")]
    [InlineData("ftp://management.azure.com/x?api-version=1")]
    [InlineData("http://management.azure.com" + Status + "?api-version=1")]
    [InlineData("https://management.azure.com:8443" + Status + "?api-version=1")]
    [InlineData("https://user:secret@management.azure.com" + Status + "?api-version=1")]
    [InlineData("")]
    [InlineData("x")]
    public Task A_foreign_address_is_refused(string address) => RefusedAsync(session => Operation(Token(address), session));

    [Theory]
    [InlineData("x")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("5")]
    [InlineData("{}")]
    [InlineData("""{ "nextRequestUri": 5 }""")]
    [InlineData(
        """{ "nextRequestUri": "https://management.azure.com/x?api-version=1", "nextRequestUri": "https:"""
            + """//management.azure.com/y?api-version=1" }""")]
    public Task A_text_that_is_not_a_token_is_refused(string token) =>
        RefusedAsync(_ => SavedOperation.FromParts(Cluster, "change", token, null));

    [Fact]
    public void An_operation_can_be_restored_from_its_texts()
    {
        var begun = EgressOperation.Of(
            Origins.Of(Session, Subscription),
            ArmResourceId.Parse(Cluster),
            "delete",
            DateTimeOffset.UnixEpoch,
            new ArmResponse(202, string.Empty, null, null, Token("https://management.azure.com" + Status + "?api-version=1")),
            ExpectedState.Deleted(null));
        var again = SavedOperation.FromParts(begun.ResourceId, begun.Operation, begun.Token, begun.Record);

        Assert.Equal("InProgress", begun.Status);
        Assert.Equal(begun with { Status = "Unknown", StartedAt = null }, again);
        Assert.Equal("aks: delete (InProgress)", begun.ToString());
        Assert.Equal(
            nameof(EgressErrors.InvalidResourceId),
            Assert.Throws<EgressException>(() => SavedOperation.FromParts("/x/../y", null, "t", null)).Id);
    }

    [Fact]
    public void Usual_durations_are_readable_and_within_their_bounds()
    {
        Assert.Equal("typically 5 min (recorded: 3 min to 25 min)", UsualDuration.CreateCluster.ToString());
        Assert.All(
            new[] { UsualDuration.CreateCluster, UsualDuration.UpdateCluster, UsualDuration.DeleteCluster },
            usual => Assert.InRange(usual.Median, usual.Shortest, usual.Longest));
    }

    [Theory]
    [InlineData("https://management.azure.com")]
    [InlineData("https://westeurope.management.azure.com")]
    [InlineData("https://evil.example")]
    [InlineData("https://westeurope.management.azure.com.evil.example")]
    public async Task Reading_and_waiting_accept_the_same_hosts(string host)
    {
        using var lab = new ArmLab();
        lab
            .Arm.On("GET " + Status, 200, """{ "status": "Succeeded" }""")
            .On("GET " + Cluster, 200, "{}")
            .On("GET /subscriptions/" + Subscription, 200, SubscriptionBody);
        using var gateway = await lab.ConnectAsync();
        var token = Token(host + Status + "?api-version=2016-03-30&t=signature");

        var looked = await Record.ExceptionAsync(() =>
            new OperationReader(gateway).LookAsync(Operation(token, gateway.Session), CancellationToken.None));
        var waited = await Record.ExceptionAsync(() =>
            gateway.WaitAsync(token, null, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60)));

        Assert.Equal(
            host.EndsWith(".example", StringComparison.Ordinal), looked is ArmAccessException { Failure: ArmAccessFailure.OperationToken });
        Assert.Equal(looked?.Message, waited?.Message);
        Assert.All(lab.Arm.Seen, one => Assert.EndsWith("management.azure.com", one.Address.Host, StringComparison.Ordinal));
        if (looked is null)
        {
            Assert.Equal(host + Status + "?api-version=2016-03-30&t=signature", lab.Arm.Seen[1].Address.AbsoluteUri);
        }
    }

    private static async Task RefusedAsync(Func<ArmSession, EgressOperation> operation)
    {
        using var lab = new ArmLab();
        using var gateway = await lab.ConnectAsync();

        lab.Arm.On("GET /subscriptions/" + Subscription, 200, SubscriptionBody);

        var error = await Record.ExceptionAsync(async () =>
            await new OperationReader(gateway).LookAsync(operation(gateway.Session), CancellationToken.None));

        Assert.Equal(
            nameof(EgressErrors.InvalidOperationToken),
            error is ArmAccessException refused ? ArmErrors.Explain(refused).Id : Assert.IsType<EgressException>(error).Id);
        Assert.All(
            lab.Arm.Seen, one => Assert.EndsWith("/subscriptions/" + Subscription, one.Address.AbsolutePath, StringComparison.Ordinal));
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    private static ArmSession Session => new("a", null, null, "AzureCloud", new Uri("https://management.azure.com"), false, 1);

    private static EgressOperation Operation(string token, ArmSession? session = null) => EgressOperation.Of(
        Origins.Of(session ?? Session, Subscription),
        ArmResourceId.Parse(Cluster),
        "change",
        default,
        new ArmResponse(202, string.Empty, null, null, token),
        Origins.Nothing);

    private static string Token(string address) => new JsonObject
    {
        ["version"] = "1.0.0",
        ["requestMethod"] = "PUT",
        ["initialUri"] = "https://management.azure.com" + Cluster + "?api-version=2016-03-30",
        ["nextRequestUri"] = address,
        ["headerSource"] = "AzureAsyncOperation",
        ["finalStateVia"] = "OriginalUri",
    }.ToJsonString();

    private sealed class OneAnswer(int status, string body) : IArmGateway
    {
        public string? Asked { get; private set; }

        public ArmSession Session { get; } = OperationReaderTests.Session;

        public Task<ArmResponse> LookAsync(string operationToken, CancellationToken cancellationToken)
        {
            Asked = operationToken;
            return status < 300
                ? Task.FromResult(new ArmResponse(status, body, null, null, null))
                : throw new ArmException(new ArmRequest("GET", Cluster, "1"), status, "Code", "words");
        }

        public Task<ArmResponse> SendAsync(ArmRequest request, CancellationToken cancellationToken) =>
            Origins.Answer(request) is { } subscription ? Task.FromResult(subscription) : throw new NotSupportedException();

        public Task<ArmResponse> SettleAsync(
            string path,
            string apiVersion,
            IProgress<ArmOperationProgress>? progress,
            CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<ArmResponse> WaitAsync(
            string operationToken,
            IProgress<ArmOperationProgress>? progress,
            CancellationToken cancellationToken) => throw new NotSupportedException();

        public IAsyncEnumerable<string> ListAsync(string path, string apiVersion, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public void Dispose()
        {
        }
    }
}
