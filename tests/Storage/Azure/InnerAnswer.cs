using System.Net;
using System.Net.Http.Headers;

namespace Bookseal.Storage.Tests.Azure;

/// <summary>A table service that accepts every batch and says inside of it what became of it.</summary>
internal sealed class InnerAnswer(string status, string code) : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    ) =>
        Task.FromResult(
            new HttpResponseMessage(HttpStatusCode.Accepted)
            {
                Content = new StringContent(
                    string.Join(
                        "\r\n",
                        [
                            "--batchresponse_1",
                            "Content-Type: multipart/mixed; boundary=changesetresponse_1",
                            "",
                            "--changesetresponse_1",
                            "Content-Type: application/http",
                            "Content-Transfer-Encoding: binary",
                            "",
                            $"HTTP/1.1 {status}",
                            "Content-Type: application/json;odata=minimalmetadata",
                            "",
                            "{\"odata.error\":{\"code\":\""
                                + code
                                + "\",\"message\":{\"lang\":\"en-US\",\"value\":\"0:said the service\"}}}",
                            "--changesetresponse_1--",
                            "--batchresponse_1--",
                            "",
                        ]
                    )
                )
                {
                    Headers = { ContentType = MediaTypeHeaderValue.Parse("multipart/mixed; boundary=batchresponse_1") },
                },
            }
        );
}
