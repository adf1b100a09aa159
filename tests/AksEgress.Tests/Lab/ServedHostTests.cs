using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Text;
using AksEgress.Simulator;

namespace AksEgress.Tests.Lab;

/// <summary>The lab's server answers only requests for its own loopback address, and its state file is private to its owner.</summary>
public sealed class ServedHostTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("served-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Only_a_loopback_host_with_the_servers_port_is_answered()
    {
        using var server = LabProcess.Start("serve", "--port", "0");
        try
        {
            var port = new Uri((await server.StandardOutput.ReadLineAsync().WaitAsync(s_patience))!["listening on ".Length..]).Port;
            foreach (var host in new[] { "127.0.0.1", "localhost", "LOCALHOST", "127.1.2.3", "[::1]" })
            {
                Assert.Equal((host, 401), (host, await StatusAsync(port, $"{host}:{port}")));
            }

            foreach (var host in new[]
            {
                $"evil.example:{port}", "evil.example", "127.0.0.1", $"127.0.0.1:{(port == 1 ? 2 : 1)}", $"127.0.0.1.evil.example:{port}",
                $"localhost.evil.example:{port}", $"169.254.169.254:{port}", $"0.0.0.0:{port}", $"[2001:db8::1]:{port}",
                $"management.azure.com:{port}",
            })
            {
                Assert.Equal((host, 403), (host, await StatusAsync(port, host)));
            }

            foreach (var host in new[]
            {
                "",
                " ",
                ":",
                $":{port}",
                "[::1",
                "[]",
                "::1",
                "127.0.0.1:",
                "127.0.0.1:x",
                "127.0.0.1:99999",
                "127.0.0.1:-1",
                "a b",
                "a/b",
                "a@b",
                "user@127.0.0.1",
                "%31",
                "\u00ff",
                $"127.0.0.1:{port}:{port}",
                "..",
                "a..b",
            })
            {
                Assert.Equal((host, 400), (host, await StatusAsync(port, host)));
            }

            Assert.Equal(400, await StatusAsync(port, null));
        }
        finally
        {
            server.Kill(entireProcessTree: true);
        }
    }

    [Fact]
    public async Task State_and_journal_are_private_to_the_owner_and_a_planted_link_is_not_followed()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var state = Path.Combine(_folder.FullName, "state.json");
        var victim = Path.Combine(_folder.FullName, "victim");
        File.WriteAllText(victim, "untouched");
        using var server = LabProcess.Start("serve", "--port", "0", "--state", state);
        try
        {
            var address = (await server.StandardOutput.ReadLineAsync().WaitAsync(s_patience))!["listening on ".Length..];

            // The name that earlier versions used, and the simplest name that another user could guess.
            File.CreateSymbolicLink($"{state}.{server.Id}.tmp", victim);
            File.CreateSymbolicLink($"{state}.tmp", victim);
            using var client = new HttpClient { BaseAddress = new Uri(address), Timeout = s_patience };
            client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Bearer x");
            for (var number = 0; number < 20; number++)
            {
                using var body = new StringContent("""{"location":"eastus"}""", Encoding.UTF8, "application/json");
                var path = $"/subscriptions/{ArmSimulator.SubscriptionId}/resourceGroups/rg{number}?api-version=2024-03-01";
                using var answer = await client.PutAsync(new Uri(path, UriKind.Relative), body);
                Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
                AssertModes();
            }
        }
        finally
        {
            server.Kill(entireProcessTree: true);
        }

        Assert.Equal("untouched", File.ReadAllText(victim));
    }

    [UnsupportedOSPlatform("windows")]
    private void AssertModes()
    {
        foreach (var file in Directory.GetFiles(_folder.FullName, "state.json*").Where(file => new FileInfo(file).LinkTarget is null))
        {
            Assert.Equal((file, UnixFileMode.UserRead | UnixFileMode.UserWrite), (file, File.GetUnixFileMode(file)));
        }
    }

    // Written by hand, because HttpClient refuses to send most of these.
    private static async Task<int> StatusAsync(int port, string? host)
    {
        using var patience = new CancellationTokenSource(s_patience);
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port, patience.Token);
        var stream = client.GetStream();
        var request = "GET /subscriptions?api-version=2022-12-01 HTTP/1.1\r\n"
            + $"{(host is null ? string.Empty : $"Host: {host}\r\n")}Connection: close\r\n\r\n";
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request), patience.Token);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        var line = await reader.ReadLineAsync(patience.Token);
        return int.Parse(line!.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
    }
}
