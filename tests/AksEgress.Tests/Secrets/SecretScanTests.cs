using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Net;
using System.Text;
using AksEgress.Hosting;
using AksEgress.Simulator;
using AksEgress.Tests.Arm;
using AksEgress.Tests.Cmdlets;
using AksEgress.Tests.Lab;

namespace AksEgress.Tests.Secrets;

/// <summary>No secret reaches a stream, an error, a job, a state file, a journal, an export, or a log.</summary>
[Trait("Engine", "Both")]
public sealed class SecretScanTests : IDisposable
{
    private const string Cluster =
        "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/aks";
    private readonly string _folder = Directory.CreateTempSubdirectory("secrets-").FullName;

    public static TheoryData<string> Walkthroughs => LabTests.Walkthroughs;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("plain secret-canary-token")]
    [InlineData("base64 c2VjcmV0LWNhbmFyeQ")]
    [InlineData("shifted eHNlY3JldC1jYW5hcnk")]
    [InlineData("shifted eHhzZWNyZXQtY2FuYXJ5")]
    [InlineData("Clixml 7300650063007200650074002d00630061006e00610072007900")]
    public void A_canary_is_found_in_each_form(string text) => Assert.ThrowsAny<Exception>(() => Canary.AssertAbsent(text, "text"));

    [Fact]
    public void No_secret_of_a_connection_reaches_a_stream()
    {
        // It refuses every request, and repeats the token of the request.
        using var arm = new IdentityEndpoint();
        arm.Answers(new IdentityEndpoint.Answer(
            403, """{"error":{"code":"Forbidden","message":"Bearer eyJh.eyJzZWNyZXQtY2FuYXJ5In0.c2ln was refused"}}"""));
        using var session = new Session();
        SetSecrets(session, arm.Base);

        Scan(session, "Connect-AksEgress -AccessToken $token -Endpoint $endpoint -SubscriptionId 00000000-0000-0000-0000-000000000000");
        Scan(session, "Get-AksEgressContext | Format-List * | Out-String");
        Scan(session, "Get-AksEgressContext | ConvertTo-Json -Depth 5");
        Scan(session, $"Get-AksEgressCluster -ResourceId {Cluster}", errors: true);
        Assert.NotEmpty(arm.Seen);
        foreach (var wrong in new[]
        {
            "-Credential $principal -TenantId contoso.example -Endpoint $endpoint",
            "-Credential $badPrincipal -TenantId contoso.example",
            "-AccessToken $badToken",
            "-AccessToken $token -SubscriptionId nonsense",
            "-AccessToken $token -Endpoint http://arm.example",
            "-AccessToken $token -Endpoint \"https://user:$plain@arm.example\"",
            "-ClientId 00000000-0000-0000-0000-000000000000 -TenantId contoso.example -CertificatePath $certificate -CertificatePassword "
                + "$password",
            "-ClientId 00000000-0000-0000-0000-000000000000 -TenantId contoso.example -CertificatePath $plain",
            "-ClientId 00000000-0000-0000-0000-000000000000 -TenantId contoso.example -FederatedTokenPath $plain",
        })
        {
            Scan(session, "Connect-AksEgress " + wrong, errors: true);
        }

        ScanErrors(session);
    }

    [Fact]
    public void No_secret_of_a_command_reaches_a_stream_a_job_or_a_file()
    {
        using var session = new Session();
        SetSecrets(session, new Uri("http://127.0.0.1"));
        session.Set("folder", _folder);
        session.Set("state", Path.Combine(_folder, "state.json"));
        var kubeconfig = Path.Combine(_folder, "kubeconfig");
        session.Set("kubeconfig", kubeconfig);

        Scan(session, "Connect-AksEgress -Simulated -StatePath $state -TimeScale 100000");
        Scan(session, "New-AksEgressResourceGroup rg -Location eastus");
        Scan(session, "New-AksEgressCluster one rg -NodeCount 1 -ServicePrincipal $principal -WhatIf");
        Scan(session, "New-AksEgressCluster one rg -NodeCount 1 -ServicePrincipal $principal");
        Scan(session, "New-AksEgressCluster one rg -NodeCount 1 -ServicePrincipal $principal", errors: true);
        Scan(
            session,
            "New-AksEgressCluster three rg -NodeCount 1 -ServicePrincipal $principal -NoWait | Export-Clixml (Join-Path $folder "
                + "operation.xml)");
        Scan(session, "Get-AksEgressOperation | ConvertTo-Json -Depth 5");
        Scan(session, "Invoke-AksEgressCommand one rg 'echo x' -ClusterToken $clusterToken");
        Scan(session, "Invoke-AksEgressCommand one rg 'exit 3' -ClusterToken $clusterToken", errors: true);
        Scan(session, "Invoke-AksEgressCommand one rg 'echo x' -ClusterToken $badToken", errors: true);
        Scan(
            session,
            "$job = Invoke-AksEgressCommand one rg 'echo x' -ClusterToken $clusterToken -AsJob; $job | Wait-Job | Receive-Job -Keep; $job");
        Scan(
            session,
            "Invoke-AksEgressCommand one rg 'echo x' -ClusterToken $clusterToken -NoWait | Export-Clixml (Join-Path $folder command.xml)");
        Scan(session, "Import-AksEgressCredential one rg -Path $kubeconfig | Format-List * | Out-String");
        File.WriteAllText(
            kubeconfig, File.ReadAllText(kubeconfig).Replace("simulated-secret-canary", "old-secret-canary", StringComparison.Ordinal));
        Scan(session, "Import-AksEgressCredential one rg -Path $kubeconfig", errors: true);
        Scan(session, "Import-AksEgressCredential one rg -Path $kubeconfig -Force | ConvertTo-Json");
        File.WriteAllText(kubeconfig, "users:\n- name: {secret-canary-token");
        Scan(session, "Import-AksEgressCredential one rg -Path $kubeconfig", errors: true);
        Scan(
            session,
            "Get-AksEgressCluster | Export-Clixml (Join-Path $folder clusters.xml); Get-AksEgressCluster | ConvertTo-Json -Depth 9");
        Scan(
            session,
            "Set-AksOutboundType one rg loadBalancer -LoadBalancerIdleTimeoutInMinutes 9 -Confirm:$false | Export-Clixml (Join-Path "
                + "$folder change.xml)");
        ScanErrors(session);

        // The purpose of these files is to store credentials.
        Assert.True(Canary.AssertAbsentBelow(_folder, IsKubeconfig) >= 5);
        Assert.Contains(
            Directory.GetFiles(_folder),
            file => IsKubeconfig(file) && File.ReadAllText(file).Contains(Canary.Marker, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Walkthroughs))]
    public async Task No_secret_of_the_environment_reaches_the_output_or_files_of_a_walkthrough(string file)
    {
        var variables = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["TMPDIR"] = _folder,
            ["KUBECONFIG"] = Path.Combine(_folder, "kubeconfig")
        };
        foreach (var name in new[]
        {
            "AZURE_CLIENT_SECRET", "AZURE_CLIENT_CERTIFICATE_PASSWORD", "AZURE_PASSWORD", "IDENTITY_HEADER", "MSI_SECRET"
        })
        {
            variables[name] = Canary.ClientSecret;
        }

        var (_, output, errors) = await LabProcess.RunAsync(variables, "run", Path.Combine(Engine.Root, "docs", "walkthroughs", file));

        Assert.NotEmpty(output);
        Canary.AssertAbsent(output, "the output of " + file);
        Canary.AssertAbsent(errors, "the errors of " + file);
        Canary.AssertAbsentBelow(_folder, IsKubeconfig);
    }

    [Fact]
    public async Task No_token_of_a_client_reaches_the_servers_output_state_or_journal()
    {
        var state = Path.Combine(_folder, "state.json");
        using var server = LabProcess.Start("serve", "--port", "0", "--state", state, "--time-scale", "100");
        var output = new StringBuilder();
        try
        {
            var line = await server.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60));
            output.AppendLine(line);
            using var client = new HttpClient
            {
                BaseAddress = new Uri(line!["listening on ".Length..]),
                Timeout = TimeSpan.FromSeconds(60)
            };
            client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Bearer " + Canary.Token);
            client.DefaultRequestHeaders.TryAddWithoutValidation("x-ms-cluster-token", Canary.ClusterToken);
            for (var number = 0; number < 10; number++)
            {
                using var body = new StringContent("""{"location":"eastus"}""", Encoding.UTF8, "application/json");
                var path = $"/subscriptions/{ArmSimulator.SubscriptionId}/resourceGroups/rg{number}?api-version=2024-03-01";
                using var answer = await client.PutAsync(new Uri(path, UriKind.Relative), body);
                Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
                output.AppendLine(await answer.Content.ReadAsStringAsync());
                Canary.AssertAbsentBelow(_folder);
            }
        }
        finally
        {
            server.Kill(entireProcessTree: true);
        }

        output.Append(await server.StandardOutput.ReadToEndAsync()).Append(await server.StandardError.ReadToEndAsync());
        Canary.AssertAbsent(output.ToString(), "the server's output");
        Assert.NotEqual(0, Canary.AssertAbsentBelow(_folder));
    }

    private static bool IsKubeconfig(string file) => Path.GetFileName(file).StartsWith("kubeconfig", StringComparison.Ordinal);

    private static void SetSecrets(Session session, Uri endpoint)
    {
        session.Set("endpoint", endpoint);
        session.Set("plain", Canary.Token);
        session.Set("token", new NetworkCredential(string.Empty, Canary.Token).SecurePassword);
        session.Set("clusterToken", new NetworkCredential(string.Empty, Canary.ClusterToken).SecurePassword);
        session.Set("badToken", new NetworkCredential(string.Empty, Canary.Token + " with blanks").SecurePassword);
        session.Set("password", new NetworkCredential(string.Empty, Canary.Password).SecurePassword);
        session.Set("certificate", typeof(SecretScanTests).Assembly.Location);
        var secret = new NetworkCredential(string.Empty, Canary.ClientSecret).SecurePassword;
        session.Set("principal", new PSCredential("00000000-0000-0000-0000-000000000000", secret));
        session.Set("badPrincipal", new PSCredential(Canary.ClientSecret, secret));
    }

    // Runs a statement with all streams on, and checks all output.
    private static void Scan(Session session, string statement, bool errors = false)
    {
        using var shell = session.Shell();
        shell.AddScript(
            "$VerbosePreference = 'Continue'; $DebugPreference = 'Continue'; $InformationPreference = 'Continue'; " + statement);
        RuntimeException? thrown = null;
        var output = new List<PSObject>();
        try
        {
            output.AddRange(shell.Invoke());
        }
        catch (RuntimeException e)
        {
            thrown = e;
        }

        Assert.True(
            errors == (thrown is not null || shell.Streams.Error.Count > 0),
            $"{statement}: {thrown ?? (object?)shell.Streams.Error.FirstOrDefault()}");
        var said = new StringBuilder();

        // PowerShell's own types have properties that are scripts, such as a job's State.
        var before = Runspace.DefaultRunspace;
        Runspace.DefaultRunspace = shell.Runspace;
        foreach (var item in output)
        {
            said.AppendLine(item?.ToString());
            foreach (var property in item?.Properties.Where(property => property.IsGettable) ?? [])
            {
                said.AppendLine(
                    property.Value is IEnumerable many and not string
                        ? string.Join('\n', many.Cast<object?>())
                        : property.Value?.ToString());
            }
        }

        Runspace.DefaultRunspace = before;
        foreach (var record in shell.Streams.Error.Append(thrown?.ErrorRecord).OfType<ErrorRecord>())
        {
            said.AppendLine(Text(record));
        }

        said.AppendJoin('\n', shell.Streams.Warning.Select(one => one.ToString()))
            .AppendJoin('\n', shell.Streams.Verbose.Select(one => one.ToString()))
            .AppendJoin('\n', shell.Streams.Debug.Select(one => one.ToString()))
            .AppendJoin('\n', shell.Streams.Information.Select(one => one.ToString()))
            .AppendJoin('\n', shell.Streams.Progress.Select(one => $"{one.Activity} {one.StatusDescription} {one.CurrentOperation}"))
            .Append(thrown);
        Canary.AssertAbsent(said.ToString(), statement);
    }

    private static void ScanErrors(Session session)
    {
        var errors = session.Script("$Error").Ok().Output;
        Assert.NotEmpty(errors);
        foreach (var error in errors)
        {
            Canary.AssertAbsent(error.BaseObject is ErrorRecord record ? Text(record) : error.BaseObject.ToString(), "$Error");
        }
    }

    // Not the line of the invocation: it contains what the user typed.
    private static string Text(ErrorRecord record) => string.Join(
        '\n',
        record,
        record.Exception,
        record.ErrorDetails?.Message,
        record.ErrorDetails?.RecommendedAction,
        record.FullyQualifiedErrorId,
        record.CategoryInfo,
        record.TargetObject);
}
