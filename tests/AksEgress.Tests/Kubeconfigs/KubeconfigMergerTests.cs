using AksEgress.Core.Kubeconfigs;
using AksEgress.Kubernetes;

namespace AksEgress.Tests.Kubeconfigs;

public sealed class KubeconfigMergerTests
{
    internal const string Aks = """
        apiVersion: v1
        clusters:
        - cluster:
            certificate-authority-data: Q0E=
            server: https://aks-1.hcp.eastus.azmk8s.io:443
          name: aks
        contexts:
        - context:
            cluster: aks
            user: clusterUser_rg_aks
          name: aks
        current-context: aks
        kind: Config
        preferences: {}
        users:
        - name: clusterUser_rg_aks
          user:
            client-certificate-data: Q0VSVA==
            client-key-data: S0VZ
            token: s3cret-token
        """;

    private const string Own = """
        apiVersion: v1
        kind: Config
        x-unknown: {deep: ["1", two], on: "yes"}
        clusters:
          - name: home
            cluster:
              server: 'https://home.example'
              extensions:
                - name: minikube
                  extension: {version: v1.30.0}
        users: []
        contexts: null
        current-context: home
        """;

    private static readonly KubeconfigMergeOptions s_usual = new(false, true);

    [Fact]
    public void A_new_file_is_a_kubeconfig_and_a_second_merge_changes_nothing()
    {
        var merge = Merge(null, Aks);

        Assert.Equal(("aks", "aks", "clusterUser_rg_aks", "aks"), (merge.Context, merge.Cluster, merge.User, merge.CurrentContext));
        Assert.Contains("token: s3cret-token", merge.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("...", merge.Text, StringComparison.Ordinal);
        Assert.Equal(merge.Text, Merge(merge.Text, Aks).Text);
    }

    [Fact]
    public void The_users_entries_keep_their_order_and_style_and_the_new_entries_come_last()
    {
        var text = Merge(Own, Aks).Text;

        Assert.StartsWith(
            "apiVersion: v1\nkind: Config\nx-unknown: {deep: [\"1\", two], on: \"yes\"}\nclusters:\n", text, StringComparison.Ordinal);
        Assert.Contains("server: 'https://home.example'", text, StringComparison.Ordinal);
        Assert.Contains("extension: {version: v1.30.0}", text, StringComparison.Ordinal);
        Assert.True(text.IndexOf("name: home", StringComparison.Ordinal) < text.IndexOf("name: aks", StringComparison.Ordinal));
        Assert.Contains("current-context: aks\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain('&', text);
    }

    [Fact]
    public void The_current_context_stays_if_it_should()
    {
        var merge = new KubeconfigMerger().Merge(Own, Aks, new KubeconfigMergeOptions(false, SetContext: false));
        Assert.Equal(("aks", "home"), (merge.Context, merge.CurrentContext));
        Assert.Contains("current-context: home", merge.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Equal_content_in_another_style_and_order_is_no_conflict_and_keeps_its_comments()
    {
        var other = "# mine\n"
            + Aks.Replace(
                "    cluster: aks\n    user: clusterUser_rg_aks\n",
                "    user: 'clusterUser_rg_aks'\n    cluster: \"aks\"\n",
                StringComparison.Ordinal);
        var merge = Merge(other, Aks);
        Assert.Empty(merge.Conflicts);
        Assert.Equal(other, merge.Text);
    }

    [Fact]
    public void Entries_with_different_content_are_named_and_replaced_in_place()
    {
        var stale = Aks.Replace("s3cret-token", "old", StringComparison.Ordinal)
            .Replace("aks-1.hcp", "aks-0.hcp", StringComparison.Ordinal);
        var merge = Merge(stale, Aks);
        Assert.Equal(["cluster 'aks'", "user 'clusterUser_rg_aks'"], merge.Conflicts);
        Assert.DoesNotContain("old", merge.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("aks-0", merge.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_value_stays_on_its_line_and_one_that_looks_like_a_number_stays_a_text()
    {
        var certificate = new string('A', 4000);
        var text = Merge(
            Own.Replace("'https://home.example'", "\"0123\"", StringComparison.Ordinal),
            Aks.Replace("Q0VSVA==", certificate, StringComparison.Ordinal)).Text;
        Assert.Contains("client-certificate-data: " + certificate + "\n", text, StringComparison.Ordinal);
        Assert.Contains("server: \"0123\"", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("clusters: [a\nusers: }", 0)]
    [InlineData("a: 1\na: 2", 2)]
    [InlineData("- a", 1)]
    [InlineData("clusters: text", 1)]
    [InlineData("kind: Config\nclusters:\n- cluster: {}", 3)]
    [InlineData("a: &x 1\nb: *x", 2)]
    [InlineData("a: 1\n---\nb: 2", 0)]
    [InlineData("clusters:\n- name: x\n   bad: y", 3)]
    public void A_text_that_is_not_a_kubeconfig_is_refused_with_its_line(string existing, int line)
    {
        var wrong = Assert.Throws<KubeconfigFormatException>(() => Merge(existing, Aks));
        Assert.False(wrong.IsAddition);
        Assert.True(line == 0 || wrong.Message.StartsWith($"line {line}: ", StringComparison.Ordinal), wrong.Message);
    }

    [Fact]
    public void A_text_that_is_nested_too_deep_is_refused_and_does_not_end_the_process() =>
        Assert.Throws<KubeconfigFormatException>(() => Merge("a: " + new string('[', 100_000), Aks));

    [Theory]
    [InlineData("")]
    [InlineData("apiVersion: v1")]
    [InlineData("contexts: [{name: x, context: {cluster: c}}]")]
    [InlineData("contexts: [{name: x}]")]
    public void The_kubeconfig_from_ARM_must_have_a_context(string addition) =>
        Assert.True(Assert.Throws<KubeconfigFormatException>(() => Merge(null, addition)).IsAddition);

    private static KubeconfigMerge Merge(string? existing, string addition) => new KubeconfigMerger().Merge(existing, addition, s_usual);
}
