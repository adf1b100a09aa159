using System.Diagnostics;
using AksEgress.Hosting;

namespace AksEgress.Tests.Ci;

/// <summary>The GitHub Actions workflows. No test runs them, so these tests check their content.</summary>
public sealed class WorkflowTests
{
    private const string Good = """
        on: push
        permissions:
          contents: read
        jobs:
          test:
            runs-on: ubuntu-24.04
            timeout-minutes: 5
            steps:
              - uses: actions/checkout@v4.2.2
              - run: ./build.ps1 -Task Test
        """;

    [Fact]
    public void Every_workflow_is_YAML_without_problems()
    {
        Assert.True(Workflow.Files.Length >= 2, "There are no workflows.");
        foreach (var file in Workflow.Files)
        {
            var problems = new Workflow(File.ReadAllText(file)).Problems().ToList();
            Assert.True(problems.Count == 0, $"{file}: {string.Join("; ", problems)}");
        }
    }

    [Fact]
    public void CI_tests_each_change_on_three_systems_and_three_versions()
    {
        var workflow = Workflow.Open("ci.yml");
        Assert.Equal(["push", "pull_request", "workflow_dispatch"], workflow.Names("on"));
        Assert.Equal(["main"], workflow.Texts("on", "push", "branches"));
        Assert.Equal(["7.4", "7.5", "7.6"], workflow.Texts("jobs", "test", "strategy", "matrix", "powershell"));
        var systems = workflow.Texts("jobs", "test", "strategy", "matrix", "os").Select(static os => os.Split('-')[0]);
        Assert.Equal(["ubuntu", "windows", "macos"], systems);
        Assert.Equal("${{ matrix.os }}", Assert.Single(workflow.Texts("jobs", "test", "runs-on")));
        Assert.Equal("false", Assert.Single(workflow.Texts("jobs", "test", "strategy", "fail-fast")));
        var steps = workflow.At("jobs", "test", "steps")!.ToString();
        Assert.All(
            ["install-powershell.sh ${{ matrix.powershell }}", "-Task Test", "Engine=Both", "-Task Pester"],
            step => Assert.Contains(step, steps, StringComparison.Ordinal));
        var everything = workflow.At("jobs", "everything", "steps")!.ToString();
        Assert.Contains("AKSEGRESS_REQUIRE=pwsh,pester,az .ci/run", everything, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tag_publishes_and_signing_is_an_input()
    {
        var workflow = Workflow.Open("publish.yml");
        Assert.Equal(["v*.*.*"], workflow.Texts("on", "push", "tags"));
        Assert.Empty(workflow.Texts("on", "push", "branches"));
        Assert.Equal("boolean", Assert.Single(workflow.Texts("on", "workflow_dispatch", "inputs", "sign", "type")));
        Assert.Equal("true", Assert.Single(workflow.Texts("on", "workflow_dispatch", "inputs", "sign", "default")));
        Assert.Equal("package", Assert.Single(workflow.Texts("jobs", "publish", "needs")));
        Assert.Equal("github.ref_type == 'tag'", Assert.Single(workflow.Texts("jobs", "publish", "if")));
        Assert.All(["package", "publish"], job => Assert.Equal("release", Assert.Single(workflow.Texts("jobs", job, "environment"))));
        var steps = workflow.At("jobs", "package", "steps")!.ToString();
        Assert.Contains("github.event_name == 'push' || inputs.sign", steps, StringComparison.Ordinal);
    }

    [Fact]
    public void The_check_reports_nothing_for_a_valid_workflow() => Assert.Empty(new Workflow(Good).Problems());

    [Theory]
    [InlineData("on: push\n", "", "has no trigger")]
    [InlineData("contents: read", "contents: write", "permissions aren't")]
    [InlineData("permissions:\n  contents: read\n", "", "permissions aren't")]
    [InlineData("    timeout-minutes: 5\n", "", "timeout-minutes")]
    [InlineData("    timeout-minutes: 5\n", "    timeout-minutes: 5\n    permissions: write-all\n", "permissions of its own")]
    [InlineData("    timeout-minutes: 5\n", "    timeout-minutes: 5\n    needs: build\n", "needs build")]
    [InlineData("checkout@v4.2.2", "checkout@main", "pinned")]
    [InlineData("checkout@v4.2.2", "checkout@v4", "pinned")]
    [InlineData("actions/checkout@", "example/checkout@", "pinned")]
    [InlineData("./build.ps1", "./builds.ps1", "./builds.ps1 doesn't exist")]
    [InlineData("./build.ps1 -Task Test", ".github/gone.sh", ".github/gone.sh doesn't exist")]
    [InlineData("-Task Test", "-Task Gone", "no task Gone")]
    [InlineData("./build.ps1 -Task Test", "dotnet pack build/Gone", "build/Gone doesn't exist")]
    [InlineData("./build.ps1 -Task Test", "echo ${{ github.event.pull_request.title }}", "from outside")]
    [InlineData("./build.ps1 -Task Test", "make\n        shell: cmd", "shell cmd")]
    public void The_check_reports_each_problem(string text, string replacement, string problem)
    {
        Assert.Contains(text, Good, StringComparison.Ordinal);
        var found = new Workflow(Good.Replace(text, replacement, StringComparison.Ordinal)).Problems();
        Assert.Contains(problem, Assert.Single(found), StringComparison.Ordinal);
    }

    // actionlint checks more than this. If it isn't installed, only the checks above run.
    [Fact]
    public async Task Actionlint_reports_nothing_if_it_is_installed()
    {
        Process? process;
        try
        {
            process = Process.Start(new ProcessStartInfo("actionlint", Workflow.Files)
            {
                WorkingDirectory = Engine.Root,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            });
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return;
        }

        using (process)
        {
            var output = process!.StandardOutput.ReadToEndAsync();
            var errors = await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            Assert.True(process.ExitCode == 0, await output + errors);
        }
    }
}
