using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Bot.WeCom;

namespace Benchmarks.WeCom;

/// <summary>Mutated bodies over real HTTP: broken envelopes, broken ciphertexts under a right signature, and broken messages rightly encrypted.</summary>
internal static class FuzzBenchmark
{
    private const int Clients = 16;

    private static readonly string[] Junk =
        ["<", ">", "]]>", "<![CDATA[", "&", "&#0;", "\0", "\uD83D", "=", "-1", "<xml>", "</xml>", "9999999999999999999", "字", "<!DOCTYPE x>", "%s", "'", "\"", "event", "text", "\uFEFF"];

    private static readonly string[] Messages =
    [
        "<MsgType>text</MsgType><Content>帮助</Content><MsgId>{0}</MsgId>",
        "<MsgType>image</MsgType><PicUrl>http://a/b</PicUrl><MediaId>m{0}</MediaId><MsgId>{0}</MsgId>",
        "<MsgType>voice</MsgType><MediaId>m{0}</MediaId><Format>amr</Format><MsgId>{0}</MsgId>",
        "<MsgType>location</MsgType><Location_X>26.7</Location_X><Location_Y>114.2</Location_Y><Scale>15</Scale><Label>l</Label><MsgId>{0}</MsgId>",
        "<MsgType>link</MsgType><Title>t</Title><Description>d</Description><Url>u</Url><MsgId>{0}</MsgId>",
        "<MsgType>event</MsgType><Event>enter_agent</Event><EventKey></EventKey>",
        "<MsgType>event</MsgType><Event>LOCATION</Event><Latitude>1</Latitude><Longitude>2</Longitude>",
        "<MsgType>event</MsgType><Event>click</Event><EventKey>help</EventKey>",
        "<MsgType>event</MsgType><Event>template_card_event</Event><EventKey>1:a</EventKey><TaskId>t{0}</TaskId><CardType>vote_interaction</CardType><ResponseCode>c{0}</ResponseCode>"
            + "<SelectedItems><SelectedItem><QuestionKey>q</QuestionKey><OptionIds><OptionId>a</OptionId></OptionIds></SelectedItem></SelectedItems>",
        "<MsgType>event</MsgType><Event>change_contact</Event><ChangeType>update_user</ChangeType><UserID>u</UserID><NewUserID>v</NewUserID>",
        "<MsgType>event</MsgType><Event>batch_job_result</Event><BatchJob><JobId>{0}</JobId><JobType>sync_user</JobType><ErrCode>0</ErrCode></BatchJob>",
    ];

    public static async Task Run(Asked asked)
    {
        var count = asked.Count ?? 1_000_000;
        await using var bot = await LiveBot.Start(10);
        var statuses = new ConcurrentDictionary<int, int>();
        var (memory, alive) = (new ConcurrentQueue<double>(), new ConcurrentQueue<double>());
        var done = 0;
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(client => Task.Run(async () =>
        {
            var fuzz = new Fuzz(bot.Settings, client);
            using var http = new HttpClient { BaseAddress = bot.Address };
            for (var number = client; number < count; number += Clients)
            {
                var (query, body) = fuzz.Next(number);
                using var content = new ByteArrayContent(body);
                using var response = await http.PostAsync(new Uri(query, UriKind.Relative), content);
                statuses.AddOrUpdate((int)response.StatusCode, 1, (_, n) => n + 1);
                var so = Interlocked.Increment(ref done);
                if (so % (count / 10) == 0)
                {
                    memory.Enqueue(Environment.WorkingSet / 1024d / 1024d);
                    alive.Enqueue(GC.GetTotalMemory(forceFullCollection: true) / 1024d / 1024d);
                    await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"fuzz: {so:#,0}, {memory.Last():0} MB, of it alive {alive.Last():0}"));
                }
            }
        })));
        var parked = await bot.Database.Read(tx => tx.Scalar<int>("SELECT count(*) FROM inbox WHERE state = 'parked'"));
        Console.WriteLine();
        Figures.Print(
        [
            ["fuzz", "figure"],
            ["mutated bodies", $"{count:#,0} in {Figures.Show(Stopwatch.GetElapsedTime(began).TotalSeconds, "0")} s"],
            ["answered", string.Join(", ", statuses.OrderBy(status => status.Key).Select(status => $"{status.Key}: {status.Value:#,0}"))],
            ["unhandled exceptions (500), messages set aside", $"{statuses.GetValueOrDefault(500)}, {parked}"],
            ["memory at each tenth, MB", string.Join(' ', memory.Select(megabytes => Figures.Show(megabytes, "0")))],
            ["of it alive after a collection, MB", string.Join(' ', alive.Select(megabytes => Figures.Show(megabytes, "0")))],
        ]);
        if (statuses.GetValueOrDefault(500) > 0 || parked > 0)
            throw new InvalidOperationException("a mutated body was not taken well");
    }

    private sealed class Fuzz(WeComSettings settings, int seed)
    {
        private readonly CallbackCrypto crypto = new(settings.Token, settings.EncodingAesKey, settings.CorpId);
        private readonly Random chance = new(seed);

        public (string Query, byte[] Body) Next(int number)
        {
            var message = $"<xml><ToUserName>{settings.CorpId}</ToUserName><FromUserName>admin{(number % 4) + 1}</FromUserName><CreateTime>{1_700_000_000 + number}</CreateTime>"
                + string.Format(CultureInfo.InvariantCulture, Messages[chance.Next(Messages.Length)], 7_000_000_000_000_000_000 + number) + "<AgentID>1000002</AgentID></xml>";
            var kind = chance.Next(4);
            var encrypted = crypto.Encrypt(kind switch { 0 => Mutated(message), 3 => Wild(message), _ => message });
            if (kind == 1)
                encrypted = Mutated(encrypted);
            var signature = crypto.Sign("1700000000", "n", encrypted);
            var envelope = $"<xml><ToUserName><![CDATA[{settings.CorpId}]]></ToUserName><Encrypt><![CDATA[{encrypted}]]></Encrypt><AgentID><![CDATA[1000002]]></AgentID></xml>";
            var body = Encoding.UTF8.GetBytes(kind == 2 ? Mutated(envelope) : envelope);
            if (kind == 2 && chance.Next(4) == 0 && body.Length > 0)
                body[chance.Next(body.Length)] ^= (byte)(1 << chance.Next(8));
            return ($"/wecom/callback?msg_signature={signature}&timestamp=1700000000&nonce=n", body);
        }

        // Well-formed, and one of its fields says anything.
        private string Wild(string message)
        {
            var xml = XElement.Parse(message);
            for (var times = chance.Next(4); times > 0; times--)
                Rebuild(xml);
            var fields = xml.Descendants().Where(field => !field.HasElements && field.Name != "FromUserName").ToList();
            if (fields.Count == 0)
                return xml.ToString(SaveOptions.DisableFormatting);
            var field = fields[chance.Next(fields.Count)];
            var said = Mutated(field.Value + string.Concat(Enumerable.Repeat(Junk[chance.Next(Junk.Length)], chance.Next(60))));
            field.Value = LegalText.Strip(said);
            return xml.ToString(SaveOptions.DisableFormatting);
        }

        // Its elements doubled, dropped, shuffled, renamed, put into one another, or taken from another kind of message.
        private void Rebuild(XElement xml)
        {
            var elements = xml.Descendants().Where(element => element.Name != "FromUserName").ToList();
            if (elements.Count == 0)
                return;
            var (one, other) = (elements[chance.Next(elements.Count)], elements[chance.Next(elements.Count)]);
            switch (chance.Next(7))
            {
                case 0:
                    one.Remove();
                    break;
                case 1:
                    xml.Add(new XElement(one));
                    break;
                case 2:
                    other.Add(new XElement(one));
                    break;
                case 3:
                    one.Name = other.Name;
                    break;
                case 4:
                    one.ReplaceNodes(new XElement(other), "]]>", new XElement(other));
                    break;
                case 5:
                    xml.ReplaceNodes(xml.Elements().OrderBy(_ => chance.Next()).ToList());
                    break;
                default:
                    xml.Add(XElement.Parse($"<xml>{string.Format(CultureInfo.InvariantCulture, Messages[chance.Next(Messages.Length)], chance.Next())}</xml>").Elements());
                    break;
            }
        }

        private string Mutated(string text)
        {
            for (var times = chance.Next(1, 5); times > 0; times--)
            {
                var start = chance.Next(text.Length + 1);
                var end = Math.Min(text.Length, start + chance.Next(40));
                var junk = Junk[chance.Next(Junk.Length)];
                text = chance.Next(4) switch
                {
                    0 => text[..start] + text[end..],
                    1 => text[..end] + text[start..],
                    2 => text[..start] + junk + text[start..],
                    _ => text[..start] + junk + text[end..],
                };
            }
            return text;
        }
    }
}
