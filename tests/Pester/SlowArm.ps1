# A local ARM with network problems: it doesn't answer, answers late, throttles, refuses, or returns nonsense. The resource group
# in a request's path selects the problem.
if ('AksEgressTests.SlowArm' -as [type]) { return }

Add-Type -TypeDefinition @'
using System;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace AksEgressTests
{
    public sealed class SlowArm : IDisposable
    {
        private readonly TcpListener listener = new TcpListener(IPAddress.Loopback, 0);
        private readonly CancellationTokenSource end = new CancellationTokenSource();
        private int waiting;
        private int answered;
        private int busy;

        public SlowArm()
        {
            listener.Start();
            Address = "http://127.0.0.1:" + ((IPEndPoint)listener.LocalEndpoint).Port + "/";
            _ = Task.Run(AcceptAsync);
        }

        public string Address { get; }

        /// <summary>Requests that wait for their answer.</summary>
        public int Waiting { get { return Volatile.Read(ref waiting); } }

        /// <summary>Requests that were answered.</summary>
        public int Answered { get { return Volatile.Read(ref answered); } }

        public void Reset()
        {
            Volatile.Write(ref waiting, 0);
            Volatile.Write(ref answered, 0);
            Volatile.Write(ref busy, 0);
        }

        public void Dispose()
        {
            end.Cancel();
            listener.Stop();
        }

        private async Task AcceptAsync()
        {
            while (!end.IsCancellationRequested)
            {
                var client = await listener.AcceptTcpClientAsync();
                _ = Task.Run(() => ServeAsync(client));
            }
        }

        private async Task ServeAsync(TcpClient client)
        {
            using (client)
            {
                try
                {
                    var stream = client.GetStream();
                    var buffer = new byte[16384];
                    while (true)
                    {
                        var text = new StringBuilder();
                        while (text.ToString().IndexOf("\r\n\r\n", StringComparison.Ordinal) < 0)
                        {
                            var count = await stream.ReadAsync(buffer, 0, buffer.Length, end.Token);
                            if (count == 0) { return; }
                            text.Append(Encoding.ASCII.GetString(buffer, 0, count));
                        }

                        var path = text.ToString().Split(' ')[1].ToLowerInvariant();
                        if (path.Contains("page2") || path.Contains("hang")) { await HangAsync(); }
                        else if (path.Contains("throttled")) { await AnswerAsync(stream, "429 Too Many Requests", "Retry-After: 600\r\n", "{\"error\":{\"code\":\"TooManyRequests\",\"message\":\"later\"}}"); }
                        else if (path.Contains("busyonce") && Interlocked.Exchange(ref busy, 1) == 0) { await AnswerAsync(stream, "429 Too Many Requests", "Retry-After: 1\r\n", "{\"error\":{\"code\":\"TooManyRequests\",\"message\":\"later\"}}"); }
                        else if (path.Contains("forbidden")) { await AnswerAsync(stream, "403 Forbidden", "", "{\"error\":{\"code\":\"AuthorizationFailed\",\"message\":\"no\"}}"); }
                        else if (path.Contains("nonsense")) { await AnswerAsync(stream, "200 OK", "", "<html>"); }
                        else if (path.Contains("trickle"))
                        {
                            var head = Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{");
                            await stream.WriteAsync(head, 0, head.Length);
                            await HangAsync();
                        }
                        else if (path.Contains("late"))
                        {
                            await Task.Delay(1500, end.Token);
                            await AnswerAsync(stream, "200 OK", "", "{\"value\":[{\"id\":\"/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/late/providers/Microsoft.ContainerService/managedClusters/late-aks\",\"name\":\"late-aks\",\"location\":\"eastus\",\"properties\":{}}]}");
                        }
                        else if (path.Contains("pages")) { await AnswerAsync(stream, "200 OK", "", "{\"value\":[],\"nextLink\":\"" + Address + "page2\"}"); }
                        else { await AnswerAsync(stream, "404 Not Found", "", "{\"error\":{\"code\":\"ResourceNotFound\",\"message\":\"none\"}}"); }
                    }
                }
                catch (Exception)
                {
                    // The other side went away, or the tests are over.
                }
            }
        }

        private Task HangAsync()
        {
            Interlocked.Increment(ref waiting);
            return Task.Delay(Timeout.Infinite, end.Token);
        }

        private async Task AnswerAsync(NetworkStream stream, string status, string headers, string body)
        {
            var bytes = Encoding.UTF8.GetBytes("HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\nx-ms-correlation-request-id: 11111111-2222-3333-4444-555555555555\r\n" + headers + "Content-Length: " + Encoding.UTF8.GetByteCount(body) + "\r\n\r\n" + body);
            await stream.WriteAsync(bytes, 0, bytes.Length);
            Interlocked.Increment(ref answered);
        }
    }
}
'@
