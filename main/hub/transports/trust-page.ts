/** The page that explains to a person how to trust this hub's own authority. Plain HTML: it is read before anything is trusted. */
export function trustPage(fingerprint: string): string {
  const halves = fingerprint.split(':');
  const lines = [halves.slice(0, 16).join(':'), halves.slice(16).join(':')];
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>信任本院枢纽 / Trust this hub</title><link rel="stylesheet" href="/trust/page.css"></head><body><main>
<h1>信任本院枢纽</h1>
<p>现场端要使用摄像头和定位，浏览器只允许受信任的 HTTPS 页面使用。本院枢纽使用自己的证书机构，请在本机安装一次它的证书。</p>
<h2>一、核对指纹</h2>
<p>与值班席「力量台账 · 绑定手机」所示的指纹逐组核对，不一致时不要安装，立即报告值班长。</p>
<pre>${lines.join('\n')}</pre>
<h2>二、下载并安装证书</h2>
<p><a class="key" href="/trust/ca.crt">下载证书 ca.crt</a></p>
<ul>
<li><b>Android、HarmonyOS：</b>设置 → 安全 → 更多安全设置 → 加密与凭据 → 从存储安装 → CA 证书，选择 ca.crt。</li>
<li><b>iPhone、iPad：</b>下载后到 设置 → 通用 → VPN与设备管理 安装描述文件，再到 设置 → 通用 → 关于本机 → 证书信任设置 打开完全信任。</li>
<li><b>Windows：</b>双击 ca.crt → 安装证书 → 本地计算机 → 受信任的根证书颁发机构。</li>
<li><b>麒麟、统信 UOS：</b>浏览器 设置 → 隐私与安全 → 证书管理 → 授权机构 → 导入。</li>
</ul>
<h2>三、打开现场端</h2>
<p><a class="key" href="/field.html">打开现场端</a></p>
<hr>
<h1 lang="en">Trust this hub</h1>
<p lang="en">The field page needs camera and position, which browsers give to trusted HTTPS pages only. Compare the fingerprint above with
the one shown at the duty seat, install ca.crt as a CA certificate, then open the field page. If the fingerprints differ, do not install it.</p>
</main></body></html>`;
}

export const TRUST_CSS = `body{margin:0;background:#fff;color:#111;font:18px/1.6 system-ui,sans-serif}main{max-width:40rem;margin:0 auto;padding:1rem}
h1{font-size:1.4rem}h2{font-size:1.1rem}pre{font-size:.8rem;background:#eef1f4;padding:.6rem;overflow:auto;white-space:pre-wrap;word-break:break-all}
.key{display:inline-block;background:#0b57a4;color:#fff;padding:.7rem 1.1rem;text-decoration:none;border-radius:.3rem}hr{margin:2rem 0}`;
