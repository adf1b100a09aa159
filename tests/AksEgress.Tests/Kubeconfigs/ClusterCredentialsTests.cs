using System.Text;
using AksEgress.Core.Arm;
using AksEgress.Core.Errors;
using AksEgress.Core.Kubeconfigs;
using AksEgress.Kubernetes;
using AksEgress.Tests.Fakes;

namespace AksEgress.Tests.Kubeconfigs;

public sealed class ClusterCredentialsTests : IDisposable
{
    private static readonly ArmResourceId s_aks = FakeGateway.Id(ResourceTypes.ManagedClusters, "aks");
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aksegress-kube-");
    private readonly FakeGateway _arm = new();

    private string Config => Path.Combine(_folder.FullName, "config");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(false, "listClusterUserCredential")]
    [InlineData(true, "listClusterAdminCredential")]
    public async Task The_credential_is_written_to_the_file_and_its_names_are_returned(bool admin, string action)
    {
        Give(Value(KubeconfigMergerTests.Aks));

        var imported = await ImportAsync(admin: admin);

        Assert.Equal(s_aks.Path + "/" + action, Assert.Single(_arm.Requests).Path);
        Assert.Contains("s3cret-token", File.ReadAllText(Config), StringComparison.Ordinal);
        Assert.Equal(
            ("aks", "clusterUser_rg_aks", "aks", Config), (imported.Context, imported.User, imported.CurrentContext, imported.Path));
        Assert.DoesNotContain(
            "s3cret",
            string.Join(' ', imported.GetType().GetProperties().Select(property => property.GetValue(imported))) + imported,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Different_content_of_the_same_name_is_replaced_only_if_requested()
    {
        var stale = KubeconfigMergerTests.Aks.Replace("s3cret-token", "old", StringComparison.Ordinal);
        File.WriteAllText(Config, stale);
        Give(Value(KubeconfigMergerTests.Aks));

        var refused = await Assert.ThrowsAsync<EgressException>(() => ImportAsync());
        Assert.Equal(nameof(EgressErrors.KubeconfigConflict), refused.Id);
        Assert.Contains("user 'clusterUser_rg_aks'", refused.Message, StringComparison.Ordinal);
        Assert.Equal(stale, File.ReadAllText(Config));

        Assert.Equal(["user 'clusterUser_rg_aks'"], (await ImportAsync(force: true)).Replaced);
        Assert.Contains("s3cret-token", File.ReadAllText(Config), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invalid_file_is_left_unchanged()
    {
        File.WriteAllText(Config, "kind: Config\nclusters: [");
        Give(Value(KubeconfigMergerTests.Aks));

        var refused = await Assert.ThrowsAsync<EgressException>(() => ImportAsync(force: true));

        Assert.Equal(nameof(EgressErrors.KubeconfigUnreadable), refused.Id);
        Assert.Contains("line ", refused.Message, StringComparison.Ordinal);
        Assert.Equal("kind: Config\nclusters: [", File.ReadAllText(Config));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("not json")]
    [InlineData("""{ "kubeconfigs": [ { "name": "clusterUser", "value": "s3cret!" } ] }""")]
    [InlineData("""{ "kubeconfigs": [ { "name": "clusterUser", "value": "czNjcmV0OiBb" } ] }""")] // s3cret: [
    public async Task An_answer_without_a_kubeconfig_is_an_error_that_does_not_quote_it(string answer)
    {
        Give(answer);

        var refused = await Assert.ThrowsAsync<EgressException>(() => ImportAsync());

        Assert.Equal(nameof(EgressErrors.CredentialMissing), refused.Id);
        Assert.DoesNotContain("s3cret", refused.ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(Config));
    }

    [Fact]
    public async Task A_missing_cluster_is_the_usual_error()
    {
        _arm.Answer = request => throw FakeGateway.Refusal(request, 404, "ResourceNotFound");
        Assert.Equal(nameof(EgressErrors.ResourceNotFound), (await Assert.ThrowsAsync<EgressException>(() => ImportAsync())).Id);
    }

    [Fact]
    public async Task A_command_stopped_before_it_read_the_file_does_not_change_it_later()
    {
        using var stop = new CancellationTokenSource();
        var answer = Value(KubeconfigMergerTests.Aks);
        _arm.Answer = request =>
        {
            stop.Cancel();
            return new ArmResponse(200, answer, null, null, null);
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ImportAsync(cancellationToken: stop.Token));

        Assert.False(File.Exists(Config));
    }

    private static string Value(string kubeconfig) =>
        $$"""{ "kubeconfigs": [ { "name": "clusterUser", "value": "{{Convert.ToBase64String(Encoding.UTF8.GetBytes(kubeconfig))}}" } ] }""";

    private void Give(string answer) =>
        _arm.Answer = request => request.Method == "POST" ? new ArmResponse(200, answer, null, null, null) : null;

    private Task<ImportedCredential> ImportAsync(bool admin = false, bool force = false, CancellationToken cancellationToken = default) =>
        new ClusterCredentials(_arm, new KubeconfigMerger()).ImportAsync(
            s_aks, admin, new KubeconfigFile(Config), new KubeconfigMergeOptions(force, true), cancellationToken);
}
