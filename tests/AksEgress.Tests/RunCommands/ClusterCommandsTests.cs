using System.Net;
using System.Text.Json.Nodes;
using AksEgress.Core.Arm;
using AksEgress.Core.Errors;
using AksEgress.Core.Operations;
using AksEgress.Core.OutboundTypes;
using AksEgress.Core.RunCommands;
using AksEgress.Tests.Fakes;

namespace AksEgress.Tests.RunCommands;

public sealed class ClusterCommandsTests
{
    private static readonly string s_address =
        $"https://arm.test{FakeGateway.Id(ResourceTypes.ManagedClusters, "aks").Path}/runCommand?api-version=1";
    private static readonly string s_token =
        $$"""{"requestMethod":"POST","initialUri":"{{s_address}}","nextRequestUri":"https://arm.test/op?api-version=1"}""";
    private const string Answer = """
        { "id": "def7b3", "properties": { "provisioningState": "Succeeded", "exitCode": 0, "startedAt": "2026-11-21T03:00:00Z",
          "finishedAt": "2026-11-21T03:00:07Z", "logs": "NAME\r\n\u001b[31mpod\u001b[0m \u0007\n" } }
        """;

    private readonly FakeGateway _arm = new();

    [Fact]
    public async Task A_command_is_sent_with_its_files_and_its_result_read()
    {
        Accept(Answer);
        var started = new List<EgressOperation>();

        var result = await new ClusterCommands(_arm).RunAsync(
            Request("kubectl get pods", new CommandFile("a.yaml", new byte[] { 1 }, false)), started.Add, default);

        var body = Body();
        Assert.Equal(["command", "context"], body.Select(member => member.Key));
        Assert.Equal("kubectl get pods", body["command"]!.GetValue<string>());
        Assert.NotEmpty(body["context"]!.GetValue<string>());
        Assert.Equal(CommandOutcome.Succeeded, result.Outcome);
        Assert.Equal(0, result.ExitCode);
        Assert.Equal("NAME\npod \uFFFD\n", result.Logs);
        Assert.Equal("00:00:07", result.Duration);
        Assert.Equal("def7b3", result.CommandId);
        Assert.Null(ClusterCommands.ErrorOf(result));
        Assert.Equal("run command: kubectl get pods", Assert.Single(started).Operation);
        Assert.Contains(s_address, started[0].Token, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_nonzero_exit_code_is_a_failure_of_a_command_that_ran()
    {
        Accept(Answer.Replace("\"exitCode\": 0", "\"exitCode\": 3", StringComparison.Ordinal));

        var result = await new ClusterCommands(_arm).RunAsync(Request("false"), null, default);

        Assert.Equal((CommandOutcome.Failed, (int?)3, null), (result.Outcome, result.ExitCode, result.Reason));
        Assert.Equal(nameof(EgressErrors.CommandFailed), ClusterCommands.ErrorOf(result)!.Id);
    }

    [Theory]
    [InlineData(
        """{ "properties": { "provisioningState": "Failed", "reason": "0/3 nodes are available: 3 node(s) had untolerated taint" } }""",
        "0/3 nodes are available",
        "tainted")]
    [InlineData(
        """{ "properties": { "provisioningState": "Failed", "exitCode": 0, "reason": "ErrImagePull" } }""",
        "ErrImagePull",
        "mcr.microsoft.com")]
    [InlineData("""{ "properties": { "provisioningState": "Succeeded" } }""", "Azure gave no reason", "aks-command")]
    [InlineData("", "Azure gave no reason", "aks-command")]
    public async Task A_command_that_did_not_run_has_no_result(string answer, string reason, string meaning)
    {
        Accept(answer);

        var result = await new ClusterCommands(_arm).RunAsync(Request("true"), null, default);

        Assert.Equal((CommandOutcome.CouldNotRun, (int?)null), (result.Outcome, result.ExitCode));
        Assert.Contains(reason, result.Reason, StringComparison.Ordinal);
        Assert.Contains(meaning, result.Meaning, StringComparison.Ordinal);
        var error = ClusterCommands.ErrorOf(result)!;
        Assert.Equal(nameof(EgressErrors.CommandCouldNotRun), error.Id);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Equal(result.Meaning, error.Remedy);
    }

    [Theory]
    [InlineData(400, "BadRequest", false, "aks-command")]
    [InlineData(500, "KubernetesPerformanceError", false, "No node started")]
    [InlineData(400, "KubernetesPerformanceError", false, "No node started")]
    [InlineData(400, "KubernetesOperationError", false, "aks-command")]
    [InlineData(403, "KubernetesOperationError", false, "aks-command")]
    [InlineData(409, "KubernetesOperationError", false, "aks-command")]
    [InlineData(503, "KubernetesPerformanceError", false, "No node started")]
    [InlineData(400, "BadRequest", true, "Run commands are disabled")]
    public async Task A_refusal_about_the_command_is_a_command_that_could_not_run(int status, string code, bool off, string meaning)
    {
        AddCluster(off ? """{ "apiServerAccessProfile": { "disableRunCommand": true } }""" : "{}");
        _arm.Answer = request => request.Method == "POST" ? throw FakeGateway.Refusal(request, status, code) : null;

        var result = await new ClusterCommands(_arm).RunAsync(Request("true"), null, default);
        var refused = await Assert.ThrowsAsync<EgressException>(() => new ClusterCommands(_arm).StartAsync(Request("true"), default));

        Assert.Equal((CommandOutcome.CouldNotRun, code), (result.Outcome, result.State));
        Assert.StartsWith(code + " said ARM.", result.Reason, StringComparison.Ordinal);
        Assert.Contains(meaning, result.Meaning, StringComparison.Ordinal);
        Assert.Equal(nameof(EgressErrors.CommandCouldNotRun), refused.Id);
    }

    [Theory]
    [InlineData(403)]
    [InlineData(409)]
    [InlineData(429)]
    [InlineData(503)]
    public async Task A_refusal_about_the_caller_or_the_moment_stays_what_it_is(int status)
    {
        AddCluster("{}");
        _arm.Answer = request => request.Method == "POST" ? throw FakeGateway.Refusal(request, status, "X") : null;

        Assert.Equal(
            status,
            (await Assert.ThrowsAsync<ArmException>(() => new ClusterCommands(_arm).RunAsync(Request("true"), null, default))).Status);
    }

    [Fact]
    public async Task A_missing_cluster_is_the_usual_error() => Assert.Equal(
        nameof(EgressErrors.ResourceNotFound),
        (await Assert.ThrowsAsync<EgressException>(() => new ClusterCommands(_arm).RunAsync(Request("true"), null, default))).Id);

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("a\0b")]
    public async Task An_invalid_command_line_is_not_sent(string command)
    {
        AddCluster("{}");
        Assert.Equal(
            nameof(EgressErrors.InvalidValue),
            (await Assert.ThrowsAsync<EgressException>(() => new ClusterCommands(_arm).RunAsync(Request(command), null, default))).Id);
        Assert.Empty(_arm.Requests);
    }

    [Fact]
    public async Task A_command_can_be_waited_for_later_and_its_operation_contains_only_texts()
    {
        Accept(Answer);
        var commands = new ClusterCommands(_arm);

        var started = await commands.StartAsync(Request("kubectl get pods"), default);
        var again = SavedOperation.FromParts(started.ResourceId, started.Operation, started.Token, started.Record);

        Assert.Equal("InProgress", started.Status);
        Assert.True(ClusterCommands.IsCommand(again));
        Assert.Equal("kubectl get pods", (await commands.WaitAsync(again, default)).Command);
        Assert.False(ClusterCommands.IsCommand(again with { Operation = "create" }));
    }

    [Fact]
    public async Task Only_a_cluster_with_Entra_ID_gets_a_token_and_a_refusal_does_not_contain_it()
    {
        using var secret = new NetworkCredential(string.Empty, "s3cret").SecurePassword;
        var gateway = new TracingGateway(new TokenGateway(_arm), _ => { });
        Accept(Answer);
        await new ClusterCommands(gateway).RunAsync(Request("true"), null, default);
        Assert.Null(Body()["clusterToken"]);

        Accept(Answer, """{ "aadProfile": { "managed": true } }""");
        await new ClusterCommands(gateway).RunAsync(Request("true"), null, default);
        Assert.Equal("of the connection", Body()["clusterToken"]!.GetValue<string>());

        await new ClusterCommands(gateway).RunAsync(Request("true") with { ClusterToken = secret }, null, default);
        Assert.Equal("s3cret", Body()["clusterToken"]!.GetValue<string>());

        _arm.Answer = request => request.Method == "POST" ? throw FakeGateway.Refusal(request, 403, "X") : null;
        var refusal = await Assert.ThrowsAsync<ArmException>(() =>
            new ClusterCommands(gateway).RunAsync(Request("true") with { ClusterToken = secret }, null, default));
        Assert.Null(refusal.Request.Body);
        Assert.DoesNotContain("s3cret", refusal.ToString() + (Request("true") with { ClusterToken = secret }), StringComparison.Ordinal);
    }

    [Fact]
    public void The_description_shows_the_beginning_of_a_command_on_one_line()
    {
        var sentence = Request(
            "kubectl apply -f -\u001b[2J\n" + new string('x', 100),
            new CommandFile("a", default, false),
            new CommandFile("b", default, false)).Describe();
        Assert.StartsWith("Run 'kubectl apply -f -?[2J x", sentence, StringComparison.Ordinal);
        Assert.EndsWith("...' with 2 files in a pod of cluster 'aks'", sentence, StringComparison.Ordinal);
    }

    private static CommandRequest Request(string command, params CommandFile[] files) =>
        new(FakeGateway.Id(ResourceTypes.ManagedClusters, "aks"), command, files, null);

    private void AddCluster(string properties) =>
        _arm.Add(FakeGateway.Id(ResourceTypes.ManagedClusters, "aks"), $$"""{ "location": "eastus", "properties": {{properties}} }""");

    private void Accept(string answer, string properties = "{}")
    {
        AddCluster(properties);
        _arm.Answer = request => request.Method == "POST" ? new ArmResponse(202, string.Empty, null, null, s_token) : null;
        _arm.Ending = token => token.Contains(s_address, StringComparison.Ordinal)
            ? new ArmResponse(200, answer, null, null, null)
            : throw new InvalidOperationException(token);
    }

    private JsonObject Body()
    {
        var write = _arm.Writes[^1];
        Assert.Equal(("POST", FakeGateway.Id(ResourceTypes.ManagedClusters, "aks").Path + "/runCommand"), (write.Method, write.Path));
        return JsonNode.Parse(write.Body!)!.AsObject();
    }

    private sealed class TokenGateway(IArmGateway inner) : IArmGateway, IClusterTokens
    {
        public ArmSession Session => inner.Session;

        public Task<ArmResponse> SendAsync(ArmRequest request, CancellationToken cancellationToken) =>
            inner.SendAsync(request, cancellationToken);

        public Task<ArmResponse> LookAsync(string operationToken, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<ArmResponse> SettleAsync(
            string path,
            string apiVersion,
            IProgress<ArmOperationProgress>? progress,
            CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<ArmResponse> WaitAsync(
            string operationToken,
            IProgress<ArmOperationProgress>? progress,
            CancellationToken cancellationToken) => inner.WaitAsync(operationToken, progress, cancellationToken);

        public IAsyncEnumerable<string> ListAsync(string path, string apiVersion, CancellationToken cancellationToken) =>
            inner.ListAsync(path, apiVersion, cancellationToken);

        public Task<string?> GetClusterTokenAsync(CancellationToken cancellationToken) => Task.FromResult<string?>("of the connection");

        public void Dispose()
        {
        }
    }
}
