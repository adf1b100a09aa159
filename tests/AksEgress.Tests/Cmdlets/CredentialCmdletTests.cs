using AksEgress.Core.Kubeconfigs;

namespace AksEgress.Tests.Cmdlets;

[Trait("Engine", "Both")]
public sealed class CredentialCmdletTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aksegress-cred-");

    private string Config => Path.Combine(_folder.FullName, "config");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_credential_is_written_to_the_file_and_to_no_stream()
    {
        using var session = Session.Simulated();
        session.Set("config", Config);
        var outcome = session.Script(
            "Get-AksEgressCluster contoso-aks contoso-rg | Import-AksEgressCredential -Path $config -Verbose -Debug:$false").Ok();
        var imported = (ImportedCredential)outcome.Single.BaseObject;

        Assert.Equal((Config, "contoso-aks"), (imported.Path, imported.ClusterName));
        var text = File.ReadAllText(Config);
        Assert.Contains($"current-context: {imported.Context}", text, StringComparison.Ordinal);
        var secrets = text
            .Split('\n')
            .Select(line => line.Split(": ", 2))
            .Where(pair =>
                pair.Length == 2
                    && (pair[0].Contains("key", StringComparison.Ordinal) || pair[0].Contains("token", StringComparison.Ordinal)))
            .Select(pair => pair[1].Trim())
            .ToList();
        Assert.NotEmpty(secrets);
        var told = string.Join(
            '\n',
            outcome.Verbose.Concat(
                outcome.Output.SelectMany(item => item.Properties.Select(property => property.Value?.ToString() ?? string.Empty))));
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, told, StringComparison.Ordinal));
    }

    [Fact]
    public void Different_content_of_the_same_name_stays_without_Force_and_the_error_names_it()
    {
        using var session = Session.Simulated();
        session.Set("config", Config);
        session.Script("Import-AksEgressCredential contoso-aks contoso-rg -Path $config").Ok();
        var changed = System.Text.RegularExpressions.Regex.Replace(File.ReadAllText(Config), "server: .*", "server: https://other.example");
        File.WriteAllText(Config, changed);

        var refused = session.Script("Import-AksEgressCredential contoso-aks contoso-rg -Path $config");
        Assert.StartsWith("KubeconfigConflict,", refused.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("cluster '", refused.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal(changed, File.ReadAllText(Config));

        var replaced = (ImportedCredential)session.Script(
            "Import-AksEgressCredential contoso-aks contoso-rg -Path $config -Force").Ok().Single.BaseObject;
        Assert.Single(replaced.Replaced);
        Assert.Equal(changed, File.ReadAllText(replaced.BackupPath!));

        var again = session.Script("Import-AksEgressCredential contoso-aks contoso-rg -Path $config -Force").Ok().Single.BaseObject;
        Assert.Null(((ImportedCredential)again).BackupPath);
    }

    [Fact]
    public void The_current_context_stays_if_requested()
    {
        File.WriteAllText(
            Config, "apiVersion: v1\nkind: Config\ncurrent-context: mine\ncontexts:\n- name: mine\n  context: {cluster: c, user: u}\n");
        using var session = Session.Simulated();
        session.Set("config", Config);
        var imported = (ImportedCredential)session.Script(
            "Import-AksEgressCredential contoso-aks contoso-rg -Path $config -KeepContext -Admin").Ok().Single.BaseObject;
        Assert.Equal("mine", imported.CurrentContext);
        Assert.NotEqual("mine", imported.Context);
        Assert.Contains("{cluster: c, user: u}", File.ReadAllText(Config), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIf_requests_no_credential_and_creates_no_file()
    {
        using var session = Session.Simulated();
        session.Set("config", Path.Combine(_folder.FullName, "new", "config"));
        Assert.Empty(session.Script("Import-AksEgressCredential contoso-aks contoso-rg -Path $config -WhatIf -Verbose").Ok().Writes);
        Assert.False(Directory.Exists(Path.Combine(_folder.FullName, "new")));
    }
}
