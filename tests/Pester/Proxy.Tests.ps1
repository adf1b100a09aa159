# A session with an endpoint on this computer sends nothing to a configured proxy: no token, no request, no connection.
BeforeAll {
    $script:manifest = Join-Path $PSScriptRoot '../../out/AksEgress/AksEgress.psd1'
    $script:secret = 'a-token-of-a-test'

    if (-not ('AksEgressTests.RecordingProxy' -as [type])) {
        Add-Type -TypeDefinition @'
using System;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;

namespace AksEgressTests
{
    /// <summary>Keeps the first bytes of each connection and answers 502.</summary>
    public sealed class RecordingProxy : IDisposable
    {
        private static readonly byte[] Answer = Encoding.ASCII.GetBytes("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        private readonly TcpListener listener = new TcpListener(IPAddress.Loopback, 0);

        public RecordingProxy()
        {
            listener.Start();
            Address = "http://127.0.0.1:" + ((IPEndPoint)listener.LocalEndpoint).Port;
            _ = Task.Run(AcceptAsync);
        }

        public string Address { get; }

        public ConcurrentQueue<string> Seen { get; } = new ConcurrentQueue<string>();

        public void Dispose() { listener.Stop(); }

        private async Task AcceptAsync()
        {
            while (true)
            {
                using (var client = await listener.AcceptTcpClientAsync())
                {
                    var stream = client.GetStream();
                    stream.ReadTimeout = 5000;
                    var buffer = new byte[16384];
                    var read = stream.ReadAsync(buffer, 0, buffer.Length);
                    var count = await Task.WhenAny(read, Task.Delay(5000)) == read ? await read : 0;
                    Seen.Enqueue("connection: " + Encoding.ASCII.GetString(buffer, 0, count));
                    await stream.WriteAsync(Answer, 0, Answer.Length);
                }
            }
        }
    }
}
'@
    }

    # The script of a process whose environment variables all name the proxy, and its output.
    function Invoke-BehindProxy ([string] $Script, [string] $NoProxy) {
        $saved = @{}
        foreach ($name in 'HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'NO_PROXY') {
            foreach ($variable in $name, $name.ToLowerInvariant()) {
                $saved[$variable] = [Environment]::GetEnvironmentVariable($variable)
                [Environment]::SetEnvironmentVariable($variable, $(if ($name -eq 'NO_PROXY') { $NoProxy } else { $proxy.Address }))
            }
        }
        try {
            $path = Join-Path $TestDrive "$([guid]::NewGuid()).ps1"
            Set-Content $path $Script
            & (Get-Process -Id $PID).Path -NoProfile -NonInteractive -File $path 2>&1 | ForEach-Object { "$_" }
        }
        finally {
            foreach ($variable in $saved.Keys) { [Environment]::SetEnvironmentVariable($variable, $saved[$variable]) }
        }
    }

    $lab = Get-ChildItem (Join-Path $PSScriptRoot '../Lab/bin/*/net*/Lab.dll') | Sort-Object LastWriteTime | Select-Object -Last 1
    $lab | Should -Not -BeNullOrEmpty -Because 'dotnet build makes it'
    $out = Join-Path $TestDrive 'served.txt'
    $script:server = Start-Process dotnet -ArgumentList $lab.FullName, 'serve', '--port', '0', '--time-scale', '100000' -PassThru -RedirectStandardOutput $out -RedirectStandardError (Join-Path $TestDrive 'served-errors.txt')
    $script:endpoint = $null
    foreach ($i in 1..300) {
        $line = Get-Content $out -ErrorAction Ignore | Select-Object -First 1
        if ($line) { $endpoint = ($line -split ' ')[-1]; break }
        Start-Sleep -Milliseconds 100
    }
    $endpoint | Should -BeLike 'http://127.0.0.1:*'
}

AfterAll { if ($server) { Stop-Process -Id $server.Id -ErrorAction Ignore } }

Describe 'A proxy' {
    BeforeEach { $script:proxy = [AksEgressTests.RecordingProxy]::new() }
    AfterEach { $proxy.Dispose() }

    It 'receives nothing from a working loopback session if NO_PROXY is ''<_>''' -ForEach '', 'contoso.example,10.0.0.0/8' {
        # One lab serves all cases, so each needs its own value.
        $minutes = if ($_) { 11 } else { 12 }
        $lines = Invoke-BehindProxy -NoProxy $_ -Script @"
Import-Module '$manifest'
`$token = ConvertTo-SecureString '$secret' -AsPlainText -Force
`$null = Connect-AksEgress -AccessToken `$token -Endpoint $endpoint -SubscriptionId 00000000-0000-0000-0000-000000000000
(Get-AksEgressCluster contoso-aks contoso-rg).Name
(Get-AksEgressCluster contoso-aks contoso-rg | Get-AksEgressIp).ClusterName
(Get-AksEgressCluster contoso-aks contoso-rg | Set-AksOutboundType -OutboundType loadBalancer -LoadBalancerIdleTimeoutInMinutes $minutes -Confirm:`$false).Verified
"@
        $lines | Should -Be 'contoso-aks', 'contoso-aks', 'ReadBack'
        $proxy.Seen | Should -BeNullOrEmpty
    }

    It 'receives no sign-in, because an http endpoint accepts only -AccessToken' {
        $lines = Invoke-BehindProxy "Import-Module '$manifest'; try { Connect-AksEgress -Identity -Endpoint $endpoint -ErrorAction Stop } catch { `$_.FullyQualifiedErrorId }"
        $lines | Should -BeLike 'HttpEndpointNeedsAccessToken,*'
        $proxy.Seen | Should -BeNullOrEmpty
    }

    It 'receives the requests to other hosts' {
        $null = Invoke-BehindProxy 'try { Invoke-WebRequest http://contoso.invalid/ -TimeoutSec 20 } catch { "$_" }'
        @($proxy.Seen).Count | Should -BeGreaterThan 0 -Because 'this proves that the proxy records'
        $proxy.Seen | Should -BeLike 'connection: GET http://contoso.invalid/*'
    }
}
