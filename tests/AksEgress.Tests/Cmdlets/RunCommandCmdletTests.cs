using System.Management.Automation;
using AksEgress.Core.Operations;
using AksEgress.Core.RunCommands;

namespace AksEgress.Tests.Cmdlets;

[Trait("Engine", "Both")]
public sealed class RunCommandCmdletTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aksegress-run-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_command_runs_in_a_cluster_from_the_pipeline_and_is_an_object()
    {
        using var session = Session.Simulated();
        var result = (CommandResult)session.Script(
            "Get-AksEgressCluster contoso-aks contoso-rg | Invoke-AksEgressCommand -Command 'echo hello'").Ok().Single.BaseObject;
        Assert.Equal((CommandOutcome.Succeeded, (int?)0, "hello"), (result.Outcome, result.ExitCode, result.Logs.Trim()));
        Assert.Equal(("contoso-aks", "contoso-rg", "echo hello"), (result.ClusterName, result.ResourceGroupName, result.Command));
    }

    [Fact]
    public void Another_exit_code_is_an_object_and_an_error_that_does_not_end_the_pipeline()
    {
        using var session = Session.Simulated();
        var outcome = session.Script("Invoke-AksEgressCommand contoso-aks contoso-rg 'cat no-such-file'");
        Assert.NotEqual(0, Assert.IsType<CommandResult>(outcome.Single.BaseObject).ExitCode);
        Assert.Null(outcome.Terminating);
        Assert.StartsWith("CommandFailed,", outcome.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.IsType<CommandResult>(Unwrapped(outcome.Error.TargetObject));
    }

    [Fact]
    public void Files_are_next_to_the_command_and_the_command_is_sent_unchanged()
    {
        var file = Path.Combine(_folder.FullName, "note.txt");
        File.WriteAllText(file, "from the file");
        using var session = Session.Simulated();
        session.Set("file", file);
        Assert.Equal(
            "from the file",
            ((CommandResult)session.Script(
                "Invoke-AksEgressCommand contoso-aks contoso-rg 'cat note.txt' -File $file").Ok().Single.BaseObject).Logs.Trim());
        Assert.StartsWith(
            "InvalidValue,",
            session.Run("Invoke-AksEgressCommand", new
            {
                Name = "contoso-aks",
                ResourceGroupName = "contoso-rg",
                Command = " "
            }).Error.FullyQualifiedErrorId,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("app/*")]
    [InlineData("app/li*")]
    [InlineData("app/[l]inked.txt")]
    [InlineData("app/linkedfold?r/*.txt")]
    [InlineData("app/*/inside.txt")]
    public void A_wildcard_refuses_the_links_that_a_folder_refuses(string pattern)
    {
        var outside = _folder.CreateSubdirectory("outside");
        var app = _folder.CreateSubdirectory("app");
        File.WriteAllText(Path.Combine(outside.FullName, "inside.txt"), "secret");
        File.WriteAllText(Path.Combine(app.FullName, "a.txt"), "a");
        File.CreateSymbolicLink(Path.Combine(app.FullName, "linked.txt"), Path.Combine(outside.FullName, "inside.txt"));
        Directory.CreateSymbolicLink(Path.Combine(app.FullName, "linkedfolder"), outside.FullName);
        using var session = Session.Simulated();
        session.Set("path", Path.Combine(_folder.FullName, pattern));
        session.Set("folder", app.FullName);
        session.Set("link", Path.Combine(app.FullName, "linked.txt"));

        foreach (var path in new[] { "$path", "$folder" })
        {
            var refused = session.Script($"Invoke-AksEgressCommand contoso-aks contoso-rg 'ls' -File {path} -Verbose");
            Assert.StartsWith("InvalidValue,", refused.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Contains("is a link", refused.Error.ToString(), StringComparison.Ordinal);
            Assert.Empty(refused.Writes);
        }

        session.Script("Invoke-AksEgressCommand contoso-aks contoso-rg 'cat linked.txt' -File $link").Ok();
        session.Set("path", Path.Combine(app.FullName, "a*"));
        session.Script("Invoke-AksEgressCommand contoso-aks contoso-rg 'cat a.txt' -File $path").Ok();
    }

    [Fact]
    public void A_started_command_can_be_waited_for_also_from_its_texts()
    {
        using var session = Session.Simulated();
        var operation = (EgressOperation)session.Script(
            "Invoke-AksEgressCommand contoso-aks contoso-rg 'echo later' -NoWait").Ok().Single.BaseObject;
        Assert.Equal("run command: echo later", operation.Operation);
        Assert.Equal(operation.Token, session.Script("(Get-AksEgressOperation).Token").Ok().Single.ToString());
        session.Set("operation", operation);
        var result = (CommandResult)session.Script(
            "$operation | Select-Object Token, ResourceId, Operation, Record | Wait-AksEgressOperation").Ok().Single.BaseObject;
        Assert.Equal(("echo later", "later"), (result.Command, result.Logs.Trim()));
        Assert.StartsWith(
            "ContradictingParameters,",
            session.Script("Invoke-AksEgressCommand contoso-aks contoso-rg 'echo' -NoWait -AsJob").Error.FullyQualifiedErrorId,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_command_can_be_a_job()
    {
        using var session = Session.Simulated();
        var result = (CommandResult)session.Script(
            "Invoke-AksEgressCommand contoso-aks contoso-rg 'echo job' -AsJob | Receive-Job -Wait").Ok().Single.BaseObject;
        Assert.Equal("job", result.Logs.Trim());
    }

    [Fact]
    public void A_command_that_cannot_run_is_a_separate_error_with_ARMs_text_and_no_output()
    {
        using var session = Session.Simulated(statePath: State("""{ "disableRunCommand": true }"""));
        var outcome = session.Script("Invoke-AksEgressCommand aks rg 'echo hello'");
        Assert.Empty(outcome.Output);
        Assert.StartsWith("CommandCouldNotRun,", outcome.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("Run commands are disabled", outcome.Error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_cluster_and_a_network_of_its_name_are_refused()
    {
        using var session = Session.Simulated();
        Assert.StartsWith(
            "ResourceNotFound,",
            session.Script("Invoke-AksEgressCommand missing contoso-rg 'echo'").Error.FullyQualifiedErrorId,
            StringComparison.Ordinal);
        Assert.StartsWith(
            "PipelineInputNotSupported,",
            session.Script(
                "Get-AksEgressVirtualNetwork contoso-vnet contoso-rg | Invoke-AksEgressCommand -Command "
                    + "'echo'").Error.FullyQualifiedErrorId,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_output_is_shown_as_a_terminal_would_show_it()
    {
        using var session = Session.Simulated();
        var text = string.Join(
            '\n', session.Script("Invoke-AksEgressCommand contoso-aks contoso-rg 'echo hello' | Out-String -Stream").Ok().Output);
        Assert.Contains("contoso-aks: exit 0", text, StringComparison.Ordinal);
        Assert.Contains("\nhello", text, StringComparison.Ordinal);
    }

    private static object? Unwrapped(object? value) => value is PSObject o ? o.BaseObject : value;

    private string State(string apiServer)
    {
        var path = Path.Combine(_folder.FullName, "state.json");
        const string group = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg";
        File.WriteAllText(path, $$"""
            [ { "id": "{{group}}", "location": "eastus" },
              { "id": "{{group}}/providers/Microsoft.ContainerService/managedClusters/aks", "location": "eastus",
                "properties": { "apiServerAccessProfile": {{apiServer}},
                  "agentPoolProfiles": [ { "name": "n", "count": 1, "mode": "System" } ],
                  "networkProfile": { "outboundType": "loadBalancer" } } } ]
            """);
        return path;
    }
}
